package main

import (
	"context"

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
	made := make([]*v2.Resource, 0, len(page))
	for _, team := range page {
		profile := map[string]any{
			"team_id": team.SlugPerm, "slug": team.Slug, "name": team.Name, "visibility": team.Visibility,
		}
		one, err := resource.NewGroupResource(team.Name, teamType, team.SlugPerm,
			[]resource.GroupTraitOption{resource.WithGroupProfile(profile)},
			resource.WithParentResourceID(parent))
		if err != nil {
			return nil, nil, err
		}
		made = append(made, one)
	}
	return made, results, nil
}

func (t *teams) Entitlements(_ context.Context, on *v2.Resource, _ resource.SyncOpAttrs) ([]*v2.Entitlement, *resource.SyncOpResults, error) {
	grantable := entitlement.WithGrantableTo(&v2.ResourceType{Id: userType.GetId()})
	return []*v2.Entitlement{
		entitlement.NewPermissionEntitlement(on, "manager", grantable,
			entitlement.WithDisplayName(on.GetDisplayName()+" Manager"),
			entitlement.WithDescription("Manages the team "+on.GetDisplayName())),
		entitlement.NewAssignmentEntitlement(on, "member", grantable,
			entitlement.WithDisplayName(on.GetDisplayName()+" Member"),
			entitlement.WithDescription("Belongs to the team "+on.GetDisplayName())),
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
