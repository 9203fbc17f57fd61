using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>What templates are made of.</summary>
static class TemplateTokens
{
    public static IReadOnlyList<string> All { get; } =
    [
        "{{", "}}", "{{-", "-}}", "{{- ", " -}}", "{{/*", "*/}}", "{{end}}", "{{else}}", "{{if .a}}", "{{range .list}}", "{{range $i, $e := .map}}",
        "{{with .b}}", "{{define \"d\"}}", "{{block \"e\" .}}", "{{template \"d\" .}}", "{{break}}", "{{continue}}", "else if", "else with",
        " ", "\n", "(", ")", ".", ".a", ".b.c", ".list", ".map", "$", "$x", "$x := ", "$x = ", "|", ",", ":=", "=", "nil", "true", "false",
        "0", "-1", "1.5", "1e9", "0x1F", "0b11", "0o17", "1_000", "1i", "'x'", "'\\n'", "9223372036854775807", "-9223372036854775808", "1e400",
        "\"\"", "\"s\"", "\"\\xff\"", "\"\\u00e9\"", "`r`", "\"%v %d %s\"", "é", "\\", "\"", "`", "{", "}", "text",
        .. HelmFunctions.Hermetic.Names.Order(StringComparer.Ordinal).Select(name => name + " "),
    ];

    public static IReadOnlyList<string> Seeds { get; } =
    [
        "text {{ .a }} text",
        "{{- range $i, $e := .list -}}{{ $i }}={{ $e }},{{ else }}none{{- end -}}",
        "{{ range .list }}{{ if eq . 1 }}{{ continue }}{{ else if . }}{{ break }}{{ end }}{{ end }}",
        "{{ define \"d\" }}<{{ . }}>{{ end }}{{ template \"d\" .b }}{{ include \"d\" .map | indent 2 }}",
        "{{ with $x := .b }}{{ $x.c }}{{ else with .map }}{{ . }}{{ else }}no{{ end }}",
        "{{ $x := dict \"a\" (list 1 2.5 \"three\") }}{{ $x.a | toYaml | nindent 4 }}",
        "{{ block \"e\" .list }}{{ len . }}{{ index . 0 }}{{ end }}",
        "{{ printf \"%5.2f|%-8s|%q|%x\" 3.14159 \"a\" \"b\" 255 }}",
        "{{/* comment */}}{{ (index .map \"k\") | default \"z\" | quote }}",
        "{{ range $k, $v := .map }}{{ $k }}: {{ $v | toJson }}{{ end }}",
        "{{ tpl \"{{ .a }}\" . }}{{ if and .a (or .none (not .b)) }}x{{ end }}",
        "{{ toYaml .deep | fromYaml | toJson | sha256sum | trunc 8 }}",
        "{{ range until 3 }}{{ . }}{{ end }}{{ range 3 }}{{ . }}{{ end }}",
    ];
}
