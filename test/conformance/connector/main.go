// Command connector is a Cloudsmith connector as one would write it on the reference SDK: the opponent
// that `npm run bench` measures our artifact against. It asks for the same lists and writes the same
// resources, entitlements and grants, and it is spared whatever the SDK lets a connector be spared:
// members are read once and kept, grants are stubs, users are marked as holding no entitlements.
package main

import (
	"context"

	"github.com/conductorone/baton-sdk/pkg/cli"
	"github.com/conductorone/baton-sdk/pkg/config"
	"github.com/conductorone/baton-sdk/pkg/connectorbuilder"
	"github.com/conductorone/baton-sdk/pkg/connectorrunner"
	"github.com/conductorone/baton-sdk/pkg/field"
	"github.com/spf13/viper"
)

var (
	apiURL         = field.StringField("api-url", field.WithRequired(true), field.WithDescription("base URL of the API"))
	apiKey         = field.StringField("api-key", field.WithRequired(true), field.WithIsSecret(true), field.WithDescription("an Owner's key"))
	organization   = field.StringField("organization", field.WithRequired(true), field.WithDescription("slug of the workspace"))
	repositoryFlag = field.BoolField("repositories", field.WithDescription("also sync repositories and their privileges"))
)

func main() {
	config.RunConnector(
		context.Background(),
		"bench-connector",
		"bench",
		field.NewConfiguration([]field.SchemaField{apiURL, apiKey, organization, repositoryFlag}),
		newConnector,
		connectorrunner.WithDefaultCapabilitiesConnectorBuilderV2(&connector{}),
	)
}

func newConnector(_ context.Context, settings *viper.Viper, _ *cli.ConnectorOpts) (connectorbuilder.ConnectorBuilderV2, []connectorbuilder.Opt, error) {
	return &connector{
		client: &client{
			url:          settings.GetString(apiURL.FieldName),
			key:          settings.GetString(apiKey.FieldName),
			organization: settings.GetString(organization.FieldName),
		},
		repositories: settings.GetBool(repositoryFlag.FieldName),
	}, nil, nil
}
