package main

import (
	"context"
	"strings"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/types/resource"
)

type users struct{ client *client }

func (u *users) ResourceType(context.Context) *v2.ResourceType { return userType }

func (u *users) List(ctx context.Context, parent *v2.ResourceId, opts resource.SyncOpAttrs) ([]*v2.Resource, *resource.SyncOpResults, error) {
	if parent == nil {
		return nil, nil, nil
	}
	members, err := u.client.listMembers(ctx)
	if err != nil {
		return nil, nil, err
	}
	page, results, err := cut(members, opts)
	if err != nil {
		return nil, nil, err
	}
	settings, err := u.client.readSettings(ctx)
	if err != nil {
		return nil, nil, err
	}
	made := make([]*v2.Resource, 0, len(page))
	for _, member := range page {
		one, err := toResource(member, parent, settings.singleSignOn)
		if err != nil {
			return nil, nil, err
		}
		made = append(made, one)
	}
	return made, results, nil
}

func toResource(member member, parent *v2.ResourceId, singleSignOn *bool) (*v2.Resource, error) {
	first, last, _ := strings.Cut(member.UserName, " ")
	status := resource.WithDetailedStatus(v2.UserTrait_Status_STATUS_DISABLED, "inactive in Cloudsmith")
	if member.IsActive {
		status = resource.WithStatus(v2.UserTrait_Status_STATUS_ENABLED)
	}
	profile := map[string]any{
		"user_id": member.UserID, "username": member.User, "login": member.User, "name": member.UserName,
		"first_name": first, "last_name": last, "email": member.Email, "role": member.Role,
		"is_active": member.IsActive, "two_factor_enabled": member.HasTwoFactor,
		"joined_at": member.JoinedAt.UTC().Format(stampLayout), "last_login_method": member.LastLoginMethod,
		"visibility": member.Visibility,
	}
	options := []resource.UserTraitOption{
		resource.WithEmail(member.Email, true),
		resource.WithUserLogin(member.User),
		status,
		resource.WithAccountType(v2.UserTrait_ACCOUNT_TYPE_HUMAN),
		resource.WithCreatedAt(member.JoinedAt),
		resource.WithMFAStatus(&v2.UserTrait_MFAStatus{MfaEnabled: member.HasTwoFactor}),
		resource.WithStructuredName(&v2.UserTrait_StructuredName{GivenName: first, FamilyName: last}),
	}
	if member.LastLoginAt != nil {
		profile["last_login_at"] = member.LastLoginAt.UTC().Format(stampLayout)
		options = append(options, resource.WithLastLogin(*member.LastLoginAt))
	}
	if singleSignOn != nil {
		options = append(options, resource.WithSSOStatus(&v2.UserTrait_SSOStatus{SsoEnabled: *singleSignOn}))
	}
	options = append(options, resource.WithUserProfile(profile))
	return resource.NewUserResource(member.UserName, userType, member.UserID, options,
		resource.WithParentResourceID(parent), nativeID(member.UserID))
}

func (u *users) Entitlements(context.Context, *v2.Resource, resource.SyncOpAttrs) ([]*v2.Entitlement, *resource.SyncOpResults, error) {
	return nil, nil, nil
}

func (u *users) Grants(context.Context, *v2.Resource, resource.SyncOpAttrs) ([]*v2.Grant, *resource.SyncOpResults, error) {
	return nil, nil, nil
}
