package main

import (
	"context"
	"fmt"
	"os"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/connectorstore"
	"github.com/conductorone/baton-sdk/pkg/dotc1z"
	"github.com/conductorone/baton-sdk/pkg/dotc1z/c1zstore"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/structpb"
)

// generate writes a workspace of our shape with the SDK's own SQLite engine: a foreign file to read.
// From the second sync on, one more user holds the member role, so that a diff has something to say.
func generate(ctx context.Context, file string, syncs int, fault string) error {
	if err := os.Remove(file); err != nil && !os.IsNotExist(err) {
		return err
	}
	store, err := dotc1z.NewStore(ctx, file, dotc1z.WithEngine(c1zstore.EngineSQLite))
	if err != nil {
		return err
	}
	for n := range syncs {
		if err := writeSync(ctx, store, sample(n, fault)); err != nil {
			store.Close(ctx)
			return err
		}
	}
	return store.Close(ctx)
}

func writeSync(ctx context.Context, store c1zstore.Store, held *contents) error {
	if _, err := store.StartNewSync(ctx, connectorstore.SyncTypeFull, ""); err != nil {
		return err
	}
	if err := store.PutResourceTypes(ctx, held.resourceTypes...); err != nil {
		return err
	}
	if err := store.PutResources(ctx, held.resources...); err != nil {
		return err
	}
	if err := store.PutEntitlements(ctx, held.entitlements...); err != nil {
		return err
	}
	if err := store.PutGrants(ctx, held.grants...); err != nil {
		return err
	}
	return store.EndSync(ctx)
}

func sample(n int, fault string) *contents {
	held := &contents{resourceTypes: []*v2.ResourceType{
		{Id: "organization", DisplayName: "Organization"},
		{
			Id: "user", DisplayName: "User", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_USER},
			Annotations: []*anypb.Any{pack(&v2.SkipEntitlementsAndGrants{})},
		},
		{Id: "team", DisplayName: "Team", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_GROUP}},
	}}
	organization := held.add("organization", "o1", "Fernwick", nil, &v2.ChildResourceType{ResourceTypeId: "user"})
	owner := held.entitle(organization, "owner", v2.Entitlement_PURPOSE_VALUE_PERMISSION)
	member := held.entitle(organization, "member", v2.Entitlement_PURPOSE_VALUE_PERMISSION)
	for i := range 3 + min(n, 1) {
		user := held.addUser(i, organization, fault)
		role := member
		if i == 0 {
			role = owner
		}
		held.grant(role, user)
	}
	for i, name := range []string{"Platform", "Release"} {
		team := held.add("team", fmt.Sprintf("t%d", i+1), name, organization, &v2.GroupTrait{})
		for _, user := range held.resources[1:3] {
			held.grant(held.entitle(team, "member", v2.Entitlement_PURPOSE_VALUE_ASSIGNMENT), user)
		}
	}
	if fault == "dangling-grant" {
		held.grant(member, &v2.Resource{Id: &v2.ResourceId{ResourceType: "user", Resource: "nobody"}})
	}
	return held
}

func (held *contents) addUser(i int, parent *v2.Resource, fault string) *v2.Resource {
	id := fmt.Sprintf("u%d", i+1)
	email := id + "@example.com"
	if fault == "bad-email" && i == 0 {
		email = "not an address"
	}
	profile := &structpb.Struct{Fields: map[string]*structpb.Value{
		"user_id":    structpb.NewStringValue(id),
		"first_name": structpb.NewStringValue("First"),
		"last_name":  structpb.NewStringValue(id),
	}}
	user := held.add("user", id, "First "+id, parent, &v2.UserTrait{
		Emails:  []*v2.UserTrait_Email{{Address: email, IsPrimary: true}},
		Status:  &v2.UserTrait_Status{Status: v2.UserTrait_Status_STATUS_ENABLED},
		Profile: profile,
	})
	user.Profile = profile
	user.Status = &v2.Status{Status: v2.Status_RESOURCE_STATUS_ENABLED}
	return user
}

func (held *contents) add(kind, id, name string, parent *v2.Resource, annotation proto.Message) *v2.Resource {
	resource := &v2.Resource{
		Id:               &v2.ResourceId{ResourceType: kind, Resource: id},
		ParentResourceId: parent.GetId(),
		DisplayName:      name,
		Annotations:      []*anypb.Any{pack(annotation)},
	}
	held.resources = append(held.resources, resource)
	return resource
}

// pack packs the same message into the same bytes every time: the new diff compares them as bytes.
func pack(message proto.Message) *anypb.Any {
	packed := &anypb.Any{}
	if err := anypb.MarshalFrom(packed, message, proto.MarshalOptions{Deterministic: true}); err != nil {
		panic(err)
	}
	return packed
}

// entitle returns the resource's entitlement of that slug, made on first use.
func (held *contents) entitle(on *v2.Resource, slug string, purpose v2.Entitlement_PurposeValue) *v2.Entitlement {
	id := key(on) + ":" + slug
	for _, known := range held.entitlements {
		if known.GetId() == id {
			return known
		}
	}
	entitlement := &v2.Entitlement{
		Id: id, Resource: on, DisplayName: on.GetDisplayName() + " " + slug, Slug: slug, Purpose: purpose,
		GrantableTo: []*v2.ResourceType{{Id: "user"}},
	}
	held.entitlements = append(held.entitlements, entitlement)
	return entitlement
}

func (held *contents) grant(what *v2.Entitlement, to *v2.Resource) {
	held.grants = append(held.grants, &v2.Grant{
		Id:          what.GetId() + ":" + key(to),
		Entitlement: &v2.Entitlement{Id: what.GetId(), Resource: &v2.Resource{Id: what.GetResource().GetId()}},
		Principal:   &v2.Resource{Id: to.GetId()},
	})
}
