// Command conformance-old reads a .c1z through the reference library of the generation that knows
// SQLite files only, and prints what it holds as JSON.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/connectorstore"
	"github.com/conductorone/baton-sdk/pkg/dotc1z"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: conformance-old FILE")
		os.Exit(1)
	}
	if err := dump(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func dump(ctx context.Context, file string) error {
	store, err := dotc1z.NewC1ZFile(ctx, file, dotc1z.WithReadOnly(true))
	if err != nil {
		return err
	}
	defer store.Close(ctx)
	syncID, err := store.LatestFinishedSyncID(ctx, connectorstore.SyncTypeFull)
	if err != nil {
		return err
	}
	if err := store.ViewSync(ctx, syncID); err != nil {
		return err
	}
	types, typesErr := pages(func(token string) (page[*v2.ResourceType], error) {
		return store.ListResourceTypes(ctx, &v2.ResourceTypesServiceListResourceTypesRequest{PageToken: token})
	})
	resources, resourcesErr := pages(func(token string) (page[*v2.Resource], error) {
		return store.ListResources(ctx, &v2.ResourcesServiceListResourcesRequest{PageToken: token})
	})
	entitlements, entitlementsErr := pages(func(token string) (page[*v2.Entitlement], error) {
		return store.ListEntitlements(ctx, &v2.EntitlementsServiceListEntitlementsRequest{PageToken: token})
	})
	grants, grantsErr := pages(func(token string) (page[*v2.Grant], error) {
		return store.ListGrants(ctx, &v2.GrantsServiceListGrantsRequest{PageToken: token})
	})
	if err := errors.Join(typesErr, resourcesErr, entitlementsErr, grantsErr); err != nil {
		return err
	}
	document := map[string][]json.RawMessage{}
	if err := errors.Join(
		add(document, "resourceTypes", types, (*v2.ResourceType).GetId),
		add(document, "resources", resources, resourceKey),
		add(document, "entitlements", entitlements, (*v2.Entitlement).GetId),
		add(document, "grants", grants, (*v2.Grant).GetId),
	); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(document)
}

type page[T any] interface {
	GetList() []T
	GetNextPageToken() string
}

func pages[T any](next func(token string) (page[T], error)) ([]T, error) {
	var all []T
	for token := ""; ; {
		got, err := next(token)
		if err != nil {
			return nil, err
		}
		all = append(all, got.GetList()...)
		if token = got.GetNextPageToken(); token == "" {
			return all, nil
		}
	}
}

func resourceKey(resource *v2.Resource) string {
	return resource.GetId().GetResourceType() + ":" + resource.GetId().GetResource()
}

// add validates messages and renders them in order of id. Rendering fails on an annotation whose
// type this generation does not know, as its command line would.
func add[T interface {
	proto.Message
	ValidateAll() error
}](document map[string][]json.RawMessage, name string, list []T, id func(T) string) error {
	slices.SortFunc(list, func(a, b T) int { return cmp.Compare(id(a), id(b)) })
	for _, message := range list {
		if err := message.ValidateAll(); err != nil {
			return fmt.Errorf("%s %s: %w", name, id(message), err)
		}
		text, err := protojson.Marshal(message)
		if err != nil {
			return fmt.Errorf("%s %s: %w", name, id(message), err)
		}
		document[name] = append(document[name], text)
	}
	return nil
}
