package main

import (
	"context"
	"strings"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/types/entitlement"
	"github.com/conductorone/baton-sdk/pkg/types/grant"
	"github.com/conductorone/baton-sdk/pkg/types/resource"
)

// levels are in ascending order: each includes the ones before it.
var levels = []string{"Read", "Write", "Admin"}

type repositories struct{ client *client }

func (r *repositories) ResourceType(context.Context) *v2.ResourceType { return repositoryType }

func (r *repositories) List(ctx context.Context, parent *v2.ResourceId, opts resource.SyncOpAttrs) ([]*v2.Resource, *resource.SyncOpResults, error) {
	if parent == nil {
		return nil, nil, nil
	}
	found, err := r.client.listRepositories(ctx)
	if err != nil {
		return nil, nil, err
	}
	page, results, err := cut(found, opts)
	if err != nil {
		return nil, nil, err
	}
	made := make([]*v2.Resource, 0, len(page))
	for _, repository := range page {
		one, err := resource.NewResource(repository.Name, repositoryType, repository.SlugPerm,
			resource.WithParentResourceID(parent),
			resource.WithResourceProfile(map[string]any{
				"repository_id": repository.SlugPerm, "slug": repository.Slug, "name": repository.Name,
				"broadcast_state": repository.BroadcastState, "default_privilege": repository.DefaultPrivilege,
			}),
			nativeID(repository.SlugPerm))
		if err != nil {
			return nil, nil, err
		}
		made = append(made, one)
	}
	return made, results, nil
}

func (r *repositories) Entitlements(_ context.Context, on *v2.Resource, _ resource.SyncOpAttrs) ([]*v2.Entitlement, *resource.SyncOpResults, error) {
	made := make([]*v2.Entitlement, 0, len(levels))
	slug, _ := resource.GetProfileStringValue(resource.GetProfile(on), "slug")
	for index, level := range levels {
		description := "Has the privilege " + level + " on the repository " + withSlug(on.GetDisplayName(), slug)
		for below := index - 1; below >= 0; below-- {
			joint := " and "
			if below == index-1 {
				joint = ", which includes "
			}
			description += joint + levels[below]
		}
		made = append(made, entitlement.NewPermissionEntitlement(on, strings.ToLower(level),
			entitlement.WithGrantableTo(&v2.ResourceType{Id: userType.GetId()}, &v2.ResourceType{Id: teamType.GetId()}),
			entitlement.WithDisplayName(on.GetDisplayName()+" repository "+level),
			entitlement.WithDescription(description+".")))
	}
	return made, nil, nil
}

// Grants gives each holder its own level only. The SDK expands a team's grant to its members.
func (r *repositories) Grants(ctx context.Context, on *v2.Resource, _ resource.SyncOpAttrs) ([]*v2.Grant, *resource.SyncOpResults, error) {
	slug, _ := resource.GetProfileStringValue(resource.GetProfile(on), "slug")
	found, err := r.client.listPrivileges(ctx, slug)
	if err != nil {
		return nil, nil, err
	}
	var made []*v2.Grant
	for _, held := range found {
		level := strings.ToLower(held.Privilege)
		switch {
		case held.User != nil:
			if id, ok := r.client.userID(*held.User); ok {
				made = append(made, grant.NewGrant(stub(on), level, resourceID(userType, id)))
			}
		case held.Team != nil:
			if id, ok := r.client.teamID(*held.Team); ok {
				members := entitlement.NewEntitlementID(&v2.Resource{Id: resourceID(teamType, id)}, "member")
				made = append(made, grant.NewGrant(stub(on), level, resourceID(teamType, id),
					grant.WithAnnotation(&v2.GrantExpandable{EntitlementIds: []string{members}})))
			}
		}
	}
	return made, nil, nil
}
