package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
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

// membership is a place in a team, kept by the team's slug.
type membership struct {
	userID  string
	manages bool
}

const pageSize = 500

// client reads each list once and keeps it: the SDK asks for members once for the users, once for the
// workspace's grants and once more for each team's.
type client struct {
	url, key, organization string

	mutex   sync.Mutex
	members []member
	inTeams map[string][]membership
	teams   []team
}

func (c *client) readWorkspace(ctx context.Context) (*workspace, error) {
	var found workspace
	_, err := c.get(ctx, "/orgs/"+c.organization+"/", &found)
	return &found, err
}

func (c *client) listTeams(ctx context.Context) ([]team, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.teams != nil {
		return c.teams, nil
	}
	found, err := readPages[team](ctx, c, "teams/?sort=name")
	c.teams = found
	return found, err
}

func (c *client) listMembers(ctx context.Context) ([]member, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.members != nil {
		return c.members, nil
	}
	found, err := readPages[member](ctx, c, "members/?sort=user_name")
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

func readPages[Row any](ctx context.Context, c *client, list string) ([]Row, error) {
	rows := []Row{}
	for page, total := 1, 1; page <= total; page++ {
		var found []Row
		path := fmt.Sprintf("/orgs/%s/%s&page=%d&page_size=%d", c.organization, list, page, pageSize)
		headers, err := c.get(ctx, path, &found)
		if err != nil {
			return nil, err
		}
		rows = append(rows, found...)
		if text := headers.Get("X-Pagination-PageTotal"); text != "" {
			if total, err = strconv.Atoi(text); err != nil {
				return nil, err
			}
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
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("cannot read %s: %s", path, response.Status)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	return response.Header, json.Unmarshal(body, into)
}
