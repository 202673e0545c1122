package main

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"time"

	v2 "github.com/conductorone/baton-sdk/pb/c1/connector/v2"
	"github.com/conductorone/baton-sdk/pkg/dotc1z"
	"github.com/conductorone/baton-sdk/pkg/dotc1z/c1zstore"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// workspace is one sync to write, as a connector without any knowledge of ours would see it. What is
// nil or empty was not told to that connector.
type workspace struct {
	Organization named
	Teams        []named
	Members      []member
	Repositories []named
	// RoleResources makes each role a resource of its own, with one assignment entitlement, instead
	// of an entitlement on the organization.
	RoleResources bool
	// TeamManagers gives each team a second entitlement, for its managers.
	TeamManagers bool
}

type named struct{ ID, Slug, Name string }

type member struct {
	ID, Username, Name, Email, Role, Visibility string
	Active, TwoFactor                           *bool
	JoinedAt, LastLoginAt                       *time.Time
	Teams, Manages                              []string
}

// writeWorkspaces writes the syncs of a JSON file with the SDK's SQLite engine, in the shape that
// C1's own Cloudsmith connector documents: four roles, entitlements of each team.
func writeWorkspaces(ctx context.Context, source, file string) error {
	text, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	var workspaces []workspace
	if err := json.Unmarshal(text, &workspaces); err != nil {
		return err
	}
	store, err := dotc1z.NewStore(ctx, file, dotc1z.WithEngine(c1zstore.EngineSQLite))
	if err != nil {
		return err
	}
	for _, described := range workspaces {
		if err := writeSync(ctx, store, described.contents()); err != nil {
			store.Close(ctx)
			return err
		}
	}
	return store.Close(ctx)
}

func (described workspace) contents() *contents {
	held := &contents{resourceTypes: []*v2.ResourceType{
		{Id: "organization", DisplayName: "Organization"},
		{Id: "user", DisplayName: "User", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_USER}},
		{Id: "team", DisplayName: "Team", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_GROUP}},
	}}
	organization := held.addNamed("organization", described.Organization, nil, &v2.ChildResourceType{ResourceTypeId: "user"})
	roles := described.addRoles(held, organization)
	teams, managers := map[string]*v2.Entitlement{}, map[string]*v2.Entitlement{}
	for _, team := range described.Teams {
		added := held.addNamed("team", team, organization, &v2.GroupTrait{Profile: profileOf(map[string]any{"slug": team.Slug})})
		teams[team.ID] = held.entitle(added, "member", v2.Entitlement_PURPOSE_VALUE_ASSIGNMENT)
		if described.TeamManagers {
			managers[team.ID] = held.entitle(added, "manager", v2.Entitlement_PURPOSE_VALUE_PERMISSION)
		}
	}
	for _, member := range described.Members {
		user := held.addMember(member, organization)
		held.grantWhole(roles[member.Role], user)
		for _, team := range member.Teams {
			held.grantWhole(teams[team], user)
		}
		for _, team := range member.Manages {
			held.grantWhole(managers[team], user)
		}
	}
	held.addRepositories(described.Repositories, organization)
	return held
}

// addRoles adds an entitlement for each role, on the organization or on a resource of the role.
func (described workspace) addRoles(held *contents, organization *v2.Resource) map[string]*v2.Entitlement {
	roles := map[string]*v2.Entitlement{}
	if described.RoleResources {
		held.resourceTypes = append(held.resourceTypes,
			&v2.ResourceType{Id: "role", DisplayName: "Role", Traits: []v2.ResourceType_Trait{v2.ResourceType_TRAIT_ROLE}})
	}
	for _, name := range []string{"Owner", "Manager", "Member", "Collaborator"} {
		slug := strings.ToLower(name)
		if described.RoleResources {
			role := held.add("role", slug, name, organization, &v2.RoleTrait{})
			roles[name] = held.entitle(role, "assigned", v2.Entitlement_PURPOSE_VALUE_ASSIGNMENT)
		} else {
			roles[name] = held.entitle(organization, slug, v2.Entitlement_PURPOSE_VALUE_PERMISSION)
		}
	}
	return roles
}

// addRepositories adds a resource type that the reader has no place for, with a grant on each.
func (held *contents) addRepositories(repositories []named, organization *v2.Resource) {
	if len(repositories) == 0 {
		return
	}
	held.resourceTypes = append(held.resourceTypes, &v2.ResourceType{Id: "repository", DisplayName: "Repository"})
	for _, repository := range repositories {
		added := held.addNamed("repository", repository, organization, &v2.ChildResourceType{ResourceTypeId: "user"})
		held.grantWhole(held.entitle(added, "write", v2.Entitlement_PURPOSE_VALUE_PERMISSION), held.resources[1])
	}
}

func (held *contents) addNamed(kind string, what named, parent *v2.Resource, annotation proto.Message) *v2.Resource {
	resource := held.add(kind, what.ID, what.Name, parent, annotation)
	resource.Profile = profileOf(map[string]any{"slug": what.Slug})
	return resource
}

func (held *contents) addMember(member member, parent *v2.Resource) *v2.Resource {
	profile := map[string]any{"user_id": member.ID, "role": member.Role, "visibility": member.Visibility}
	trait := &v2.UserTrait{
		Emails:    []*v2.UserTrait_Email{{Address: "other@example.com"}, {Address: member.Email, IsPrimary: true}},
		Login:     member.Username,
		CreatedAt: stamp(member.JoinedAt),
		LastLogin: stamp(member.LastLoginAt),
		Status:    &v2.UserTrait_Status{},
	}
	if member.TwoFactor != nil {
		trait.MfaStatus = &v2.UserTrait_MFAStatus{MfaEnabled: *member.TwoFactor}
		profile["two_factor_enabled"] = *member.TwoFactor
	}
	if member.Active != nil {
		trait.Status.Status = v2.UserTrait_Status_STATUS_DISABLED
		if *member.Active {
			trait.Status.Status = v2.UserTrait_Status_STATUS_ENABLED
		}
	}
	trait.Profile = profileOf(profile)
	return held.add("user", member.ID, member.Name, parent, trait)
}

// grantWhole embeds both ends with all that they carry, as a connector's helpers do.
func (held *contents) grantWhole(what *v2.Entitlement, to *v2.Resource) {
	held.grants = append(held.grants, &v2.Grant{Id: what.GetId() + ":" + key(to), Entitlement: what, Principal: to})
}

func profileOf(fields map[string]any) *structpb.Struct {
	profile, err := structpb.NewStruct(fields)
	if err != nil {
		panic(err)
	}
	return profile
}

func stamp(at *time.Time) *timestamppb.Timestamp {
	if at == nil {
		return nil
	}
	return timestamppb.New(*at)
}
