package main

import (
	"context"
	"strings"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/types/entitlement"
	"github.com/conductorone/baton-sdk/pkg/types/grant"
	"github.com/conductorone/baton-sdk/pkg/types/resource"
	"google.golang.org/protobuf/proto"
)

var roles = []string{"Collaborator", "Manager", "Member", "Owner"}

var allowed = map[string]string{
	"Collaborator": "A Collaborator sees only their own teams, and never gets the workspace's default privileges.",
	"Manager":      "A Manager manages settings, teams and accounts, but not Owners. The role alone gives no access to repositories.",
	"Member":       "A Member sees the other members and the visible teams. The workspace can allow Members more.",
	"Owner":        "An Owner can do everything in the workspace, has Admin on every repository, and manages Owners.",
}

type organizations struct {
	client       *client
	repositories bool
}

func (o *organizations) ResourceType(context.Context) *v2.ResourceType { return organizationType }

func (o *organizations) List(ctx context.Context, _ *v2.ResourceId, _ resource.SyncOpAttrs) ([]*v2.Resource, *resource.SyncOpResults, error) {
	found, err := o.client.readWorkspace(ctx)
	if err != nil {
		return nil, nil, err
	}
	children := []proto.Message{
		&v2.ChildResourceType{ResourceTypeId: userType.GetId()},
		&v2.ChildResourceType{ResourceTypeId: teamType.GetId()},
	}
	if o.repositories {
		children = append(children, &v2.ChildResourceType{ResourceTypeId: repositoryType.GetId()})
	}
	made, err := resource.NewResource(found.Name, organizationType, found.SlugPerm,
		resource.WithResourceProfile(map[string]any{
			"organization_id": found.SlugPerm, "slug": found.Slug, "name": found.Name,
			"created_at": found.CreatedAt.UTC().Format(stampLayout),
		}),
		resource.WithResourceCreatedAt(found.CreatedAt),
		resource.WithAnnotation(children...),
		nativeID(found.SlugPerm))
	return []*v2.Resource{made}, nil, err
}

func (o *organizations) Entitlements(_ context.Context, on *v2.Resource, _ resource.SyncOpAttrs) ([]*v2.Entitlement, *resource.SyncOpResults, error) {
	made := make([]*v2.Entitlement, 0, len(roles))
	for _, role := range roles {
		made = append(made, entitlement.NewPermissionEntitlement(on, strings.ToLower(role),
			entitlement.WithGrantableTo(&v2.ResourceType{Id: userType.GetId()}),
			entitlement.WithDisplayName(on.GetDisplayName()+" workspace "+role),
			entitlement.WithDescription("Holds the workspace role "+role+". "+allowed[role])))
	}
	return made, nil, nil
}

func (o *organizations) Grants(ctx context.Context, on *v2.Resource, opts resource.SyncOpAttrs) ([]*v2.Grant, *resource.SyncOpResults, error) {
	members, err := o.client.listMembers(ctx)
	if err != nil {
		return nil, nil, err
	}
	page, results, err := cut(members, opts)
	if err != nil {
		return nil, nil, err
	}
	made := make([]*v2.Grant, 0, len(page))
	for _, member := range page {
		made = append(made, grant.NewGrant(stub(on), strings.ToLower(member.Role), resourceID(userType, member.UserID)))
	}
	return made, results, nil
}
