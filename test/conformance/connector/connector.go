package main

import (
	"context"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/annotations"
	"github.com/conductorone/baton-sdk/pkg/connectorbuilder"
	"github.com/conductorone/baton-sdk/pkg/types/resource"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
)

var (
	organizationType = &v2.ResourceType{Id: "organization", DisplayName: "Organization"}
	teamType         = &v2.ResourceType{
		Id: "team", DisplayName: "Team", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_GROUP},
	}
	userType = &v2.ResourceType{
		Id: "user", DisplayName: "User", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_USER},
		Annotations: annotate(&v2.SkipEntitlementsAndGrants{}),
	}
	repositoryType = &v2.ResourceType{Id: "repository", DisplayName: "Repository"}
)

type connector struct {
	client       *client
	repositories bool
}

func (c *connector) Metadata(context.Context) (*v2.ConnectorMetadata, error) {
	return &v2.ConnectorMetadata{DisplayName: "Cloudsmith"}, nil
}

func (c *connector) Validate(context.Context) (annotations.Annotations, error) {
	return nil, nil
}

func (c *connector) ResourceSyncers(context.Context) []connectorbuilder.ResourceSyncerV2 {
	syncers := []connectorbuilder.ResourceSyncerV2{
		&organizations{c.client, c.repositories}, &teams{c.client}, &users{c.client},
	}
	if c.repositories {
		syncers = append(syncers, &repositories{c.client})
	}
	return syncers
}

// nativeID is the id that Cloudsmith's own API gives a resource.
func nativeID(id string) resource.ResourceOption {
	return resource.WithAnnotation(&v2.RawId{Id: id})
}

// withSlug names what has a display name, which may repeat, and a slug, which may not.
func withSlug(name, slug string) string {
	if name == slug {
		return name
	}
	return name + " (slug " + slug + ")"
}

// stampLayout has milliseconds, as every time in a profile.
const stampLayout = "2006-01-02T15:04:05.000Z"

func annotate(messages ...proto.Message) []*anypb.Any {
	return annotations.New(messages...)
}

func resourceID(kind *v2.ResourceType, id string) *v2.ResourceId {
	return &v2.ResourceId{ResourceType: kind.GetId(), Resource: id}
}

// stub is what a grant needs of a resource: its id.
func stub(resource *v2.Resource) *v2.Resource {
	return &v2.Resource{Id: resource.GetId()}
}
