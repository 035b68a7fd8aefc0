// Renders a chart as `helm template` does, with the part of Helm's functions that our templates use:
//
//	render CHART RELEASE [VALUES.yaml …]
//
// It stands in for helm where that is not installed. No sub-charts, no lookup, no hooks' order.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

type table = map[string]interface{}

type files struct{ folder string }

func (f files) Get(name string) (string, error) {
	content, err := os.ReadFile(filepath.Join(f.folder, name))
	return string(content), err
}

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(chart, release string, overrides []string) error {
	values, err := load(filepath.Join(chart, "values.yaml"))
	if err != nil {
		return err
	}
	for _, path := range overrides {
		given, err := load(path)
		if err != nil {
			return err
		}
		merge(values, given)
	}
	about, err := load(filepath.Join(chart, "Chart.yaml"))
	if err != nil {
		return err
	}

	all := template.New("chart").Option("missingkey=zero")
	all.Funcs(functions(all))
	paths, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	if err != nil {
		return err
	}
	sort.Strings(paths)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, err := all.New("benchhub/templates/" + filepath.Base(path)).Parse(string(text)); err != nil {
			return err
		}
	}

	for _, path := range paths {
		if strings.HasPrefix(filepath.Base(path), "_") {
			continue
		}
		name := "benchhub/templates/" + filepath.Base(path)
		var out bytes.Buffer
		// Helm knows a chart's fields by their names with a capital.
		err := all.ExecuteTemplate(&out, name, table{
			"Values":   values,
			"Chart":    table{"Name": about["name"], "Version": about["version"], "AppVersion": about["appVersion"]},
			"Release":  table{"Name": release, "Namespace": "measuring", "Service": "Helm", "IsInstall": true, "IsUpgrade": false},
			"Template": table{"Name": name, "BasePath": "benchhub/templates"},
			"Files":    files{chart},
		})
		if err != nil {
			return err
		}
		if strings.TrimSpace(out.String()) != "" {
			// A note is no YAML: it goes where people read.
			if strings.HasSuffix(path, ".txt") {
				fmt.Fprint(os.Stderr, out.String())
				continue
			}
			fmt.Printf("---\n# Source: %s\n%s\n", name, strings.ReplaceAll(out.String(), "<no value>", ""))
		}
	}
	return nil
}

func functions(all *template.Template) template.FuncMap {
	own := sprig.TxtFuncMap()
	delete(own, "env")
	delete(own, "expandenv")
	own["include"] = func(name string, data interface{}) (string, error) {
		var out strings.Builder
		err := all.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	own["toYaml"] = func(value interface{}) (string, error) {
		var out bytes.Buffer
		encoder := yaml.NewEncoder(&out)
		encoder.SetIndent(2)
		err := encoder.Encode(value)
		return strings.TrimSuffix(out.String(), "\n"), err
	}
	own["required"] = func(message string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return nil, errors.New(message)
		}
		return value, nil
	}
	return own
}

func load(path string) (table, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	read := table{}
	if err := yaml.Unmarshal(content, &read); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return read, nil
}

// What is given wins; tables are merged, lists are replaced.
func merge(into, given table) {
	for key, value := range given {
		below, isTable := value.(table)
		old, wasTable := into[key].(table)
		if isTable && wasTable {
			merge(old, below)
		} else {
			into[key] = value
		}
	}
}
