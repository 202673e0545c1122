// Command conformance looks at a .c1z through the reference library: what our own writer and reader
// agree on proves nothing, so here somebody else's reader is asked.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
)

const usage = `usage: conformance COMMAND FILE
  dump [--sync ID]  every record of a sync as JSON (default: latest finished full one); fails on an invalid one
  count       the number of rows of each kind as JSON, of a v1 or a v3 file
  invariants  the SDK's ingest invariants in fail-fast mode, on a v3 file
  sheets      the cells of an .xlsx file as JSON, by sheet
  generate [--syncs N] [--fault dangling-grant|bad-email]  writes a small file with the SDK's own writer
  emails      of each address in a JSON file, whether the SDK accepts it and leaves it as it is
  write --from WORKSPACES.json  writes a sync of each workspace with the SDK's own writer`

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	syncs := flags.Int("syncs", 1, "number of syncs to write")
	syncID := flags.String("sync", "", "the sync to dump")
	fault := flags.String("fault", "", "a fault to write on purpose")
	from := flags.String("from", "", "the workspaces to write, as JSON")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New(usage)
	}
	file := flags.Arg(0)
	switch args[0] {
	case "dump":
		return dump(ctx, file, *syncID)
	case "count":
		return count(ctx, file)
	case "invariants":
		return invariants(ctx, file)
	case "sheets":
		return sheets(file)
	case "generate":
		return generate(ctx, file, *syncs, *fault)
	case "emails":
		return emails(file)
	case "write":
		return writeWorkspaces(ctx, *from, file)
	}
	return errors.New(usage)
}

func printJSON(value any) error {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
