package main

import (
	"encoding/json"
	"net/mail"
	"os"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
)

// judged is what the SDK makes of an address. It accepts more than addresses, such as a name with one.
type judged struct {
	Accepted bool `json:"accepted"`
	Plain    bool `json:"plain"`
}

func emails(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var addresses []string
	if err := json.Unmarshal(text, &addresses); err != nil {
		return err
	}
	found := make([]judged, 0, len(addresses))
	for _, address := range addresses {
		parsed, err := mail.ParseAddress(address)
		found = append(found, judged{
			Accepted: (&v2.UserTrait_Email{Address: address}).ValidateAll() == nil,
			Plain:    err == nil && parsed.Address == address,
		})
	}
	return printJSON(found)
}
