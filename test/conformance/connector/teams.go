package main

import (
	"context"
	"fmt"
	"strings"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/types/entitlement"
	"github.com/conductorone/baton-sdk/pkg/types/grant"
	"github.com/conductorone/baton-sdk/pkg/types/resource"
)

type teams struct{ client *client }

func (t *teams) ResourceType(context.Context) *v2.ResourceType { return teamType }

func (t *teams) List(ctx context.Context, parent *v2.ResourceId, opts resource.SyncOpAttrs) ([]*v2.Resource, *resource.SyncOpResults, error) {
	if parent == nil {
		return nil, nil, nil
	}
	found, err := t.client.listTeams(ctx)
	if err != nil {
		return nil, nil, err
	}
	page, results, err := cut(found, opts)
	if err != nil {
		return nil, nil, err
	}
	settings, err := t.client.readSettings(ctx)
	if err != nil {
		return nil, nil, err
	}
	made := make([]*v2.Resource, 0, len(page))
	for _, team := range page {
		profile := map[string]any{
			"team_id": team.SlugPerm, "slug": team.Slug, "name": team.Name, "visibility": team.Visibility,
		}
		if team.Description != nil {
			profile["description"] = *team.Description
		}
		source := resource.GroupSourceTypeNative
		if mappings := settings.mappings[team.Slug]; len(mappings) > 0 {
			profile["group_mappings"] = describeMappings(mappings)
			if settings.groupSync {
				source = resource.GroupSourceTypeDirectorySynced
			}
		}
		one, err := resource.NewGroupResource(team.Name, teamType, team.SlugPerm,
			[]resource.GroupTraitOption{resource.WithGroupProfile(profile), resource.WithGroupSourceType(source)},
			resource.WithParentResourceID(parent),
			nativeID(team.SlugPerm))
		if err != nil {
			return nil, nil, err
		}
		made = append(made, one)
	}
	return made, results, nil
}

func describeMappings(mappings []mapping) string {
	described := make([]string, 0, len(mappings))
	for _, one := range mappings {
		described = append(described, fmt.Sprintf("%s = %s (%s)", one.Key, one.Value, one.Role))
	}
	return strings.Join(described, "; ")
}

func (t *teams) Entitlements(_ context.Context, on *v2.Resource, _ resource.SyncOpAttrs) ([]*v2.Entitlement, *resource.SyncOpResults, error) {
	grantable := entitlement.WithGrantableTo(&v2.ResourceType{Id: userType.GetId()})
	slug, _ := resource.GetProfileStringValue(resource.GetProfile(on), "slug")
	which := withSlug(on.GetDisplayName(), slug)
	return []*v2.Entitlement{
		entitlement.NewPermissionEntitlement(on, "manager", grantable,
			entitlement.WithDisplayName(on.GetDisplayName()+" team Manager"),
			entitlement.WithDescription("Manages the team "+which+": its settings and its members.")),
		entitlement.NewAssignmentEntitlement(on, "member", grantable,
			entitlement.WithDisplayName(on.GetDisplayName()+" team Member"),
			entitlement.WithDescription("Belongs to the team "+which+", and has each privilege that a repository gives to the team.")),
	}, nil, nil
}

// Grants says of a manager that they are a member as well.
func (t *teams) Grants(ctx context.Context, on *v2.Resource, opts resource.SyncOpAttrs) ([]*v2.Grant, *resource.SyncOpResults, error) {
	slug, _ := resource.GetProfileStringValue(resource.GetProfile(on), "slug")
	found, err := t.client.listTeam(ctx, slug)
	if err != nil {
		return nil, nil, err
	}
	page, results, err := cut(found, opts)
	if err != nil {
		return nil, nil, err
	}
	made := make([]*v2.Grant, 0, len(page))
	for _, held := range page {
		made = append(made, grant.NewGrant(stub(on), "member", resourceID(userType, held.userID)))
		if held.manages {
			made = append(made, grant.NewGrant(stub(on), "manager", resourceID(userType, held.userID)))
		}
	}
	return made, results, nil
}
