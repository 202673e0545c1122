package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	reader "github.com/conductorone/baton-sdk/pb/c1/reader/v2"
	"github.com/conductorone/baton-sdk/pkg/connectorstore"
	"github.com/conductorone/baton-sdk/pkg/dotc1z"
	"github.com/conductorone/baton-sdk/pkg/dotc1z/c1zstore"
	"github.com/conductorone/baton-sdk/pkg/sync"
	"github.com/xuri/excelize/v2"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protopath"
	"google.golang.org/protobuf/reflect/protorange"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/anypb"
)

// contents is what one sync holds, each list in order of id.
type contents struct {
	resourceTypes []*v2.ResourceType
	resources     []*v2.Resource
	entitlements  []*v2.Entitlement
	grants        []*v2.Grant
}

func dump(ctx context.Context, file, syncID string) error {
	store, _, err := open(ctx, file)
	if err != nil {
		return err
	}
	defer store.Close(ctx)
	if syncID != "" {
		if err := store.SetCurrentSync(ctx, syncID); err != nil {
			return err
		}
	}
	held, err := read(ctx, store)
	if err != nil {
		return err
	}
	syncs, err := listSyncs(ctx, store)
	if err != nil {
		return err
	}
	problems := slices.Concat(
		validate(held.resourceTypes), validate(held.resources), validate(held.entitlements),
		validate(held.grants), grantsByEntitlement(ctx, store, held),
	)
	if err := errors.Join(problems...); err != nil {
		return err
	}
	return printJSON(map[string]any{
		"resourceTypes": toJSON(held.resourceTypes),
		"resources":     toJSON(held.resources),
		"entitlements":  toJSON(held.entitlements),
		"grants":        toJSON(held.grants),
		"syncs":         toJSON(syncs),
	})
}

func count(ctx context.Context, file string) error {
	store, _, err := open(ctx, file)
	if err != nil {
		return err
	}
	defer store.Close(ctx)
	held, err := read(ctx, store)
	if err != nil {
		return err
	}
	return printJSON(map[string]any{
		"format":        store.Metadata().Format,
		"resourceTypes": len(held.resourceTypes),
		"resources":     len(held.resources),
		"entitlements":  len(held.entitlements),
		"grants":        len(held.grants),
	})
}

func invariants(ctx context.Context, file string) error {
	store, syncID, err := open(ctx, file)
	if err != nil {
		return err
	}
	defer store.Close(ctx)
	if format := store.Metadata().Format; format != dotc1z.C1ZFormatV3.String() {
		return fmt.Errorf("cannot check %q: on a %s file the SDK skips most invariants. Convert it with to-pebble first", file, format)
	}
	verified, err := sync.RunIngestInvariantsWithVerification(ctx, store, sync.IngestInvariantsPolicy{
		ActiveSyncID: syncID,
		SyncType:     connectorstore.SyncTypeFull,
		FailFast:     true,
	})
	if err != nil {
		return err
	}
	return printJSON(verified)
}

func sheets(file string) error {
	book, err := excelize.OpenFile(file)
	if err != nil {
		return err
	}
	defer book.Close()
	cells := map[string][][]string{}
	for _, name := range book.GetSheetList() {
		if cells[name], err = book.GetRows(name); err != nil {
			return err
		}
	}
	return printJSON(cells)
}

// open opens a file for reading, set to its latest finished full sync.
func open(ctx context.Context, file string) (c1zstore.Store, string, error) {
	store, err := dotc1z.NewStore(ctx, file, dotc1z.WithReadOnly(true))
	if err != nil {
		return nil, "", err
	}
	latest, err := store.SyncMeta().LatestFullSync(ctx)
	if err == nil && latest == nil {
		err = fmt.Errorf("cannot read %q: it holds no finished full sync", file)
	}
	if err == nil {
		err = store.SetCurrentSync(ctx, latest.ID)
	}
	if err != nil {
		store.Close(ctx)
		return nil, "", err
	}
	return store, latest.ID, nil
}

func read(ctx context.Context, store connectorstore.Reader) (*contents, error) {
	resourceTypes, err := pages(func(token string) (page[*v2.ResourceType], error) {
		return store.ListResourceTypes(ctx, &v2.ResourceTypesServiceListResourceTypesRequest{PageToken: token})
	})
	if err != nil {
		return nil, err
	}
	resources, err := pages(func(token string) (page[*v2.Resource], error) {
		return store.ListResources(ctx, &v2.ResourcesServiceListResourcesRequest{PageToken: token})
	})
	if err != nil {
		return nil, err
	}
	entitlements, err := pages(func(token string) (page[*v2.Entitlement], error) {
		return store.ListEntitlements(ctx, &v2.EntitlementsServiceListEntitlementsRequest{PageToken: token})
	})
	if err != nil {
		return nil, err
	}
	grants, err := pages(func(token string) (page[*v2.Grant], error) {
		return store.ListGrants(ctx, &v2.GrantsServiceListGrantsRequest{PageToken: token})
	})
	if err != nil {
		return nil, err
	}
	sortByID(resourceTypes)
	sortByID(entitlements)
	sortByID(grants)
	slices.SortFunc(resources, func(a, b *v2.Resource) int { return strings.Compare(key(a), key(b)) })
	return &contents{resourceTypes, resources, entitlements, grants}, nil
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

func sortByID[T interface{ GetId() string }](list []T) {
	slices.SortFunc(list, func(a, b T) int { return strings.Compare(a.GetId(), b.GetId()) })
}

func key(resource *v2.Resource) string {
	return resource.GetId().GetResourceType() + ":" + resource.GetId().GetResource()
}

func listSyncs(ctx context.Context, store connectorstore.Reader) ([]*reader.SyncRun, error) {
	var all []*reader.SyncRun
	for token := ""; ; {
		got, err := store.ListSyncs(ctx, &reader.SyncsReaderServiceListSyncsRequest{PageToken: token})
		if err != nil {
			return nil, err
		}
		all = append(all, got.GetSyncs()...)
		if token = got.GetNextPageToken(); token == "" {
			return all, nil
		}
	}
}

// grantsByEntitlement walks the index by entitlement, which C1 uses, and reports where it disagrees
// with the plain list.
func grantsByEntitlement(ctx context.Context, store connectorstore.Reader, held *contents) []error {
	seen := 0
	for _, entitlement := range held.entitlements {
		grants, err := pages(func(token string) (page[*v2.Grant], error) {
			return store.ListGrantsForEntitlement(ctx, &reader.GrantsReaderServiceListGrantsForEntitlementRequest{
				Entitlement: entitlement, PageToken: token,
			})
		})
		if err != nil {
			return []error{err}
		}
		seen += len(grants)
	}
	if seen != len(held.grants) {
		return []error{fmt.Errorf("%d grants in all, but %d found by their entitlements", len(held.grants), seen)}
	}
	return nil
}

// validate applies the SDK's own limits to each message and to what its Any fields hold:
// ValidateAll stops at an Any.
func validate[T proto.Message](list []T) []error {
	var problems []error
	for _, message := range list {
		report := func(err error) {
			name := message.ProtoReflect().Descriptor().Name()
			problems = append(problems, fmt.Errorf("%s %s: %w", name, protojson.MarshalOptions{}.Format(message), err))
		}
		err := protorange.Range(message.ProtoReflect(), func(path protopath.Values) error {
			at := path.Index(-1)
			inner, ok := at.Value.Interface().(protoreflect.Message)
			if !ok {
				return nil
			}
			if packed, ok := inner.Interface().(*anypb.Any); ok {
				if _, err := packed.UnmarshalNew(); err != nil {
					report(err)
				}
			}
			if kind := at.Step.Kind(); kind != protopath.RootStep && kind != protopath.AnyExpandStep {
				return nil
			}
			if limited, ok := inner.Interface().(interface{ ValidateAll() error }); ok {
				if err := limited.ValidateAll(); err != nil {
					report(err)
				}
			}
			return nil
		})
		if err != nil {
			report(err)
		}
	}
	return problems
}

func toJSON[T proto.Message](list []T) []json.RawMessage {
	out := make([]json.RawMessage, 0, len(list))
	for _, message := range list {
		out = append(out, json.RawMessage(protojson.MarshalOptions{}.Format(message)))
	}
	return out
}
