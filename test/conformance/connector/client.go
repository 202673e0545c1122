package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

type workspace struct {
	Name      string    `json:"name"`
	Slug      string    `json:"slug"`
	SlugPerm  string    `json:"slug_perm"`
	CreatedAt time.Time `json:"created_at"`
}

type teamReference struct {
	Slug string `json:"slug"`
	Role string `json:"role"`
}

type member struct {
	User            string          `json:"user"`
	UserID          string          `json:"user_id"`
	UserName        string          `json:"user_name"`
	Email           string          `json:"email"`
	Role            string          `json:"role"`
	IsActive        bool            `json:"is_active"`
	HasTwoFactor    bool            `json:"has_two_factor"`
	JoinedAt        time.Time       `json:"joined_at"`
	LastLoginAt     *time.Time      `json:"last_login_at"`
	LastLoginMethod string          `json:"last_login_method"`
	Visibility      string          `json:"visibility"`
	Teams           []teamReference `json:"teams"`
}

type team struct {
	Name        string  `json:"name"`
	Slug        string  `json:"slug"`
	SlugPerm    string  `json:"slug_perm"`
	Description *string `json:"description"`
	Visibility  string  `json:"visibility"`
}

type repository struct {
	Name             string `json:"name"`
	Slug             string `json:"slug"`
	SlugPerm         string `json:"slug_perm"`
	BroadcastState   string `json:"broadcast_state"`
	DefaultPrivilege string `json:"default_privilege"`
}

// privilege has one holder: the others are null.
type privilege struct {
	Privilege string  `json:"privilege"`
	User      *string `json:"user"`
	Team      *string `json:"team"`
	Service   *string `json:"service"`
}

// membership is a place in a team, kept by the team's slug.
type membership struct {
	userID  string
	manages bool
}

// mapping puts the users of a group at the identity provider into a team, which its slug names.
type mapping struct {
	Key   string `json:"idp_key"`
	Value string `json:"idp_value"`
	Role  string `json:"role"`
	Team  string `json:"team"`
}

// settings is how people sign in. singleSignOn is nil where the plan does not include SAML.
type settings struct {
	singleSignOn *bool
	groupSync    bool
	mappings     map[string][]mapping
}

const pageSize = 500

// client reads each list once and keeps it: the SDK asks for members once for the users, once for the
// workspace's grants and once more for each team's.
type client struct {
	url, key, organization string

	mutex        sync.Mutex
	members      []member
	inTeams      map[string][]membership
	teams        []team
	repositories []repository
	settings     *settings
}

func (c *client) readWorkspace(ctx context.Context) (*workspace, error) {
	var found workspace
	_, err := c.get(ctx, "/orgs/"+c.organization+"/", &found)
	return &found, err
}

func (c *client) readSettings(ctx context.Context) (*settings, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.settings != nil {
		return c.settings, nil
	}
	found := &settings{mappings: map[string][]mapping{}}
	var saml struct {
		Enabled bool `json:"saml_auth_enabled"`
	}
	switch _, err := c.get(ctx, c.inOrganization("saml-authentication"), &saml); {
	case err == nil:
		found.singleSignOn = &saml.Enabled
	case !errors.Is(err, errNotInPlan):
		return nil, err
	}
	var status struct {
		Enabled bool `json:"saml_group_sync_status"`
	}
	if _, err := c.get(ctx, c.inOrganization("saml-group-sync/status/"), &status); err != nil {
		return nil, err
	}
	found.groupSync = status.Enabled
	mappings, err := readPages[mapping](ctx, c, c.inOrganization("saml-group-sync/?"))
	if err != nil {
		return nil, err
	}
	for _, one := range mappings {
		found.mappings[one.Team] = append(found.mappings[one.Team], one)
	}
	c.settings = found
	return found, nil
}

func (c *client) listTeams(ctx context.Context) ([]team, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.teams != nil {
		return c.teams, nil
	}
	found, err := readPages[team](ctx, c, c.inOrganization("teams/?sort=name"))
	c.teams = found
	return found, err
}

func (c *client) listMembers(ctx context.Context) ([]member, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.members != nil {
		return c.members, nil
	}
	found, err := readPages[member](ctx, c, c.inOrganization("members/?sort=user_name"))
	if err != nil {
		return nil, err
	}
	c.members, c.inTeams = found, map[string][]membership{}
	for _, member := range found {
		for _, in := range member.Teams {
			c.inTeams[in.Slug] = append(c.inTeams[in.Slug], membership{member.UserID, in.Role == "Manager"})
		}
	}
	return found, nil
}

func (c *client) listTeam(ctx context.Context, slug string) ([]membership, error) {
	if _, err := c.listMembers(ctx); err != nil {
		return nil, err
	}
	return c.inTeams[slug], nil
}

func (c *client) listRepositories(ctx context.Context) ([]repository, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.repositories != nil {
		return c.repositories, nil
	}
	found, err := readPages[repository](ctx, c, "/repos/"+c.organization+"/?sort=created_at")
	c.repositories = found
	return found, err
}

// listPrivileges also reads the lists in which the holders are found.
func (c *client) listPrivileges(ctx context.Context, slug string) ([]privilege, error) {
	if _, err := c.listMembers(ctx); err != nil {
		return nil, err
	}
	if _, err := c.listTeams(ctx); err != nil {
		return nil, err
	}
	var all []privilege
	for page, total := 1, 1; page <= total; page++ {
		var found struct {
			Privileges []privilege `json:"privileges"`
		}
		path := fmt.Sprintf("/repos/%s/%s/privileges?page=%d&page_size=%d", c.organization, slug, page, pageSize)
		headers, err := c.get(ctx, path, &found)
		if err != nil {
			return nil, err
		}
		all = append(all, found.Privileges...)
		if total, err = pageTotal(headers, total); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (c *client) userID(username string) (string, bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, member := range c.members {
		if strings.EqualFold(member.User, username) {
			return member.UserID, true
		}
	}
	return "", false
}

func (c *client) teamID(slug string) (string, bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, team := range c.teams {
		if strings.EqualFold(team.Slug, slug) {
			return team.SlugPerm, true
		}
	}
	return "", false
}

var errNotInPlan = errors.New("the plan does not include it")

func (c *client) inOrganization(list string) string {
	return "/orgs/" + c.organization + "/" + list
}

func pageTotal(headers http.Header, known int) (int, error) {
	text := headers.Get("X-Pagination-PageTotal")
	if text == "" {
		return known, nil
	}
	return strconv.Atoi(text)
}

func readPages[Row any](ctx context.Context, c *client, list string) ([]Row, error) {
	rows := []Row{}
	for page, total := 1, 1; page <= total; page++ {
		var found []Row
		path := fmt.Sprintf("%s&page=%d&page_size=%d", list, page, pageSize)
		headers, err := c.get(ctx, path, &found)
		if err != nil {
			return nil, err
		}
		rows = append(rows, found...)
		if total, err = pageTotal(headers, total); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func (c *client) get(ctx context.Context, path string, into any) (http.Header, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("X-Api-Key", c.key)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusPaymentRequired {
		return nil, errNotInPlan
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("cannot read %s: %s", path, response.Status)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	return response.Header, json.Unmarshal(body, into)
}
