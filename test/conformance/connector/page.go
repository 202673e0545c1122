package main

import (
	"strconv"

	"github.com/conductorone/baton-sdk/pkg/types/resource"
)

// cut returns one page of a list, and where the next one starts.
func cut[Row any](rows []Row, opts resource.SyncOpAttrs) ([]Row, *resource.SyncOpResults, error) {
	from := 0
	if opts.PageToken.Token != "" {
		var err error
		if from, err = strconv.Atoi(opts.PageToken.Token); err != nil {
			return nil, nil, err
		}
	}
	to := min(from+pageSize, len(rows))
	results := &resource.SyncOpResults{}
	if to < len(rows) {
		results.NextPageToken = strconv.Itoa(to)
	}
	return rows[from:to], results, nil
}
