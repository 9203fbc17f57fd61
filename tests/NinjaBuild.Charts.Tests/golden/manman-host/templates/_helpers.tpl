{{- /* Composed by NinjaBuild from charts/manman-host/compose.yaml: what the chart's objects have in common. */ -}}

{{- /* Labels of an object. Takes $self. */ -}}
{{- define "manman-host.labels" -}}
{{- $chart := printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- $labels := dict "helm.sh/chart" $chart "app.kubernetes.io/name" .name "app.kubernetes.io/instance" .root.Release.Name
  "app.kubernetes.io/component" .component "app.kubernetes.io/part-of" .partOf "app.kubernetes.io/managed-by" .root.Release.Service }}
{{- with .app.image }}
{{- with .tag }}
{{- $_ := set $labels "app.kubernetes.io/version" (. | trunc 63 | trimAll "-_.") }}
{{- end }}
{{- end }}
{{- toYaml (mergeOverwrite $labels (.root.Values.global.labels | default dict) (.app.labels | default dict)) }}
{{- end }}

{{- /* Annotations of an object. Takes $self, with the object's own `annotations`. */ -}}
{{- define "manman-host.annotations" -}}
{{- $annotations := dict "argocd.argoproj.io/sync-wave" .wave }}
{{- with .weight }}
{{- $_ := set $annotations "helm.sh/hook-weight" . }}
{{- end }}
{{- include "manman-host.texts" (mergeOverwrite $annotations .hook (.root.Values.global.annotations | default dict) (.app.annotations | default dict) (.annotations | default dict)) }}
{{- end }}

{{- /* The environment, which is part of names here: without it, objects of another name than the live ones would come to be. */ -}}
{{- define "manman-host.environment" -}}
{{- required "names of objects contain the environment: give -f values-ENVIRONMENT.yaml, or --set global.environment=ENVIRONMENT" .Values.global.environment }}
{{- end }}

{{- /* A name with its placeholders filled in, cut to the 63 characters that names and labels may have. Takes the root and the name. */ -}}
{{- define "manman-host.fill" -}}
{{- $root := first . }}
{{- $name := last . }}
{{- if contains "{environment}" $name }}
{{- $name = $name | replace "{environment}" (include "manman-host.environment" $root) }}
{{- end }}
{{- $name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* Fills in the names and the selector of $self, in place. */ -}}
{{- define "manman-host.fillNames" -}}
{{- range $key := list "workload" "service" "container" "config" "serviceAccount" }}
{{- $_ := set $ $key (include "manman-host.fill" (list $.root (get $ $key))) }}
{{- end }}
{{- range $label, $value := .selector }}
{{- $_ := set $.selector $label (include "manman-host.fill" (list $.root $value)) }}
{{- end }}
{{- end }}

{{- /* A value as text. Numbers of values files are floats: whole ones are written without exponent. */ -}}
{{- define "manman-host.text" -}}
{{- if kindIs "float64" . }}{{ if eq . (floor .) }}{{ printf "%.0f" . }}{{ else }}{{ toString . }}{{ end }}{{ else }}{{ toString . }}{{ end }}
{{- end }}

{{- /* A map whose values are texts, as YAML: what Kubernetes wants of annotations and ConfigMaps. */ -}}
{{- define "manman-host.texts" -}}
{{- $texts := dict }}
{{- range $key, $value := . }}
{{- $_ := set $texts $key (include "manman-host.text" $value) }}
{{- end }}
{{- toYaml $texts }}
{{- end }}

{{- /* An image reference. Takes the root and the app. A digest wins over a tag; global.imageRegistry replaces the registry. */ -}}
{{- define "manman-host.image" -}}
{{- $image := .app.image }}
{{- $repository := $image.repository }}
{{- with .root.Values.global.imageRegistry }}
{{- $repository = printf "%s/%s" (trimSuffix "/" .) (regexReplaceAll "^(localhost|[^/]*[.:][^/]*)/" $repository "") }}
{{- end }}
{{- if $image.digest }}{{ $repository }}@{{ $image.digest }}{{ else }}{{ $repository }}:{{ $image.tag }}{{ end }}
{{- end }}

{{- /* The ports of an app, the first of which serves requests. Takes the app's values. */ -}}
{{- define "manman-host.ports" -}}
{{- $service := .service | default dict }}
{{- $ports := list }}
{{- with .port }}
{{- $ports = append $ports (dict "name" "http" "port" (int .) "servicePort" (int ($service.port | default 80)) "nodePort" $service.nodePort "protocol" "TCP") }}
{{- end }}
{{- range $name, $port := .ports }}
{{- $ports = append $ports (dict "name" $name "port" (int $port.port) "servicePort" (int ($port.servicePort | default $port.port))
  "nodePort" $port.nodePort "protocol" ($port.protocol | default "TCP") "appProtocol" $port.appProtocol) }}
{{- end }}
{{- toYaml $ports }}
{{- end }}

{{- /*
  Environment variables: the chart's and the app's own, which win. Kubernetes expands $(NAME) only from variables that stand before,
  so Secrets come first and texts with a reference last.
*/ -}}
{{- define "manman-host.env" -}}
{{- $plain := mergeOverwrite (dict) (.root.Values.global.env | default dict) (.app.env | default dict) }}
{{- $secret := mergeOverwrite (dict) (.root.Values.global.secretEnv | default dict) (.app.secretEnv | default dict) }}
{{- range $name, $source := $secret }}
{{- if or (hasKey ($.app.secretEnv | default dict) $name) (not (hasKey $plain $name)) }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $source.secret }}
      key: {{ $source.key }}
      {{- if $source.optional }}
      optional: true
      {{- end }}
{{- end }}
{{- end }}
{{- range $last := list false true }}
{{- range $name, $value := $plain }}
{{- if and (eq $last (contains "$(" (toString $value))) (not (hasKey ($.app.secretEnv | default dict) $name)) }}
- name: {{ $name }}
  value: {{ include "manman-host.text" $value | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Sources of environment variables: the chart's, the app's, and its own ConfigMap last, which wins. Takes $self. */ -}}
{{- define "manman-host.envFrom" -}}
{{- range concat (.root.Values.global.envFrom | default list) (.app.envFrom | default list) }}
{{- $source := dict "name" (.secret | default .configMap) }}
{{- if .optional }}{{ $_ := set $source "optional" true }}{{ end }}
{{- $entry := dict (ternary "secretRef" "configMapRef" (not (empty .secret))) $source }}
{{- with .prefix }}{{ $_ := set $entry "prefix" . }}{{ end }}
- {{ toYaml $entry | nindent 2 | trim }}
{{- end }}
{{- with .app.config }}
{{- if .env }}
- configMapRef:
    name: {{ $.config }}
{{- end }}
{{- end }}
{{- end }}

{{- /* One probe. Takes `probe`, the app's `health` and its `ports`. */ -}}
{{- define "manman-host.probe" -}}
{{- $first := (first .ports | default dict).name }}
{{- $port := .probe.port | default .health.port | default $first }}
{{- if kindIs "float64" $port }}{{ $port = int $port }}{{ end }}
{{- if .probe.exec }}
exec:
  command:
    {{- toYaml .probe.exec | nindent 4 }}
{{- else if .probe.grpc }}
grpc:
  port: {{ if kindIs "string" $port }}{{ (first .ports).port }}{{ else }}{{ $port }}{{ end }}
  {{- with .probe.grpcService }}
  service: {{ quote . }}
  {{- end }}
{{- else if .probe.tcp }}
tcpSocket:
  port: {{ $port }}
{{- else }}
httpGet:
  path: {{ .probe.path | default .health.path | default "/" | quote }}
  port: {{ $port }}
  {{- with .probe.scheme }}
  scheme: {{ . }}
  {{- end }}
  {{- with .probe.headers }}
  httpHeaders:
    {{- range $name, $value := . }}
    - name: {{ quote $name }}
      value: {{ quote $value }}
    {{- end }}
  {{- end }}
{{- end }}
{{- range $time := list "initialDelaySeconds" "periodSeconds" "timeoutSeconds" "successThreshold" "failureThreshold" }}
{{- if hasKey $.probe $time }}
{{ $time }}: {{ int (get $.probe $time) }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Containers as written by the user, with the app's security context under their own. Takes $self and `containers`. */ -}}
{{- define "manman-host.containers" -}}
{{- range .containers }}
{{- $security := mergeOverwrite (deepCopy ($.app.securityContext | default dict)) (.securityContext | default dict) }}
- {{ toYaml (set (deepCopy .) "securityContext" $security) | nindent 2 | trim }}
{{- end }}
{{- end }}

{{- /* A pod template. Takes $self. */ -}}
{{- define "manman-host.pod" -}}
{{- $app := .app }}
{{- $ports := include "manman-host.ports" $app | fromYamlArray }}
{{- $job := eq .component "job" }}
{{- $config := $app.config | default dict -}}
metadata:
  labels:
    {{- $labels := dict "app.kubernetes.io/name" .name "app.kubernetes.io/instance" .root.Release.Name "app.kubernetes.io/component" .component "app.kubernetes.io/part-of" .partOf }}
    {{- toYaml (mergeOverwrite $labels (.root.Values.global.labels | default dict) ($app.labels | default dict) .selector) | nindent 4 }}
  {{- $annotations := deepCopy ($app.podAnnotations | default dict) }}
  {{- with $config.data }}
  {{- /* Pods are replaced when their configuration changes. */}}
  {{- $_ := set $annotations "checksum/config" (toYaml . | sha256sum) }}
  {{- end }}
  {{- with $annotations }}
  annotations:
    {{- include "manman-host.texts" . | nindent 4 }}
  {{- end }}
spec:
  {{- with $app.serviceAccount.name | default .serviceAccount }}
  serviceAccountName: {{ . }}
  {{- end }}
  automountServiceAccountToken: {{ $app.serviceAccount.automountToken }}
  {{- with concat (.root.Values.global.imagePullSecrets | default list) ($app.image.pullSecrets | default list) | uniq }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- $further := $app.podSpec | default dict }}
  {{- if $job }}
  restartPolicy: {{ $further.restartPolicy | default "Never" }}
  {{- end }}
  {{- with $app.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- if hasKey $app "terminationGracePeriodSeconds" }}
  terminationGracePeriodSeconds: {{ int $app.terminationGracePeriodSeconds }}
  {{- end }}
  {{- with $app.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $app.initContainers }}
  initContainers:
    {{- include "manman-host.containers" (merge (dict "containers" .) $) | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ .container }}
      image: {{ include "manman-host.image" . | quote }}
      imagePullPolicy: {{ $app.image.pullPolicy }}
      {{- with $app.command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $app.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- $furtherFields := $app.containerSpec | default dict }}
      {{- if or $ports $furtherFields.ports }}
      ports:
        {{- range $ports }}
        - name: {{ .name }}
          containerPort: {{ .port }}
          protocol: {{ .protocol }}
        {{- end }}
        {{- with $furtherFields.ports }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- $env := include "manman-host.env" . | trim }}
      {{- if or $env $furtherFields.env }}
      env:
        {{- with $env }}
        {{- nindent 8 . }}
        {{- end }}
        {{- with $furtherFields.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- with include "manman-host.envFrom" . | trim }}
      envFrom:
        {{- nindent 8 . }}
      {{- end }}
      {{- range $kind := list "liveness" "readiness" "startup" }}
      {{- with ternary nil (get ($app.health | default dict) $kind) (eq (toString ($app.health | default dict).enabled) "false") }}
      {{ $kind }}Probe:
        {{- include "manman-host.probe" (dict "probe" . "health" $app.health "ports" $ports) | trim | nindent 8 }}
      {{- end }}
      {{- end }}
      {{- with $app.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $app.lifecycle }}
      lifecycle:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $app.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with omit $furtherFields "env" "ports" "volumeMounts" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- if or $app.volumes $config.mountPath $furtherFields.volumeMounts }}
      volumeMounts:
        {{- with $config.mountPath }}
        - name: app-config
          mountPath: {{ . }}
          readOnly: true
        {{- end }}
        {{- range $name, $volume := $app.volumes }}
        - name: {{ $name }}
          mountPath: {{ $volume.mountPath }}
          {{- with $volume.subPath }}
          subPath: {{ . }}
          {{- end }}
          {{- if $volume.readOnly }}
          readOnly: true
          {{- end }}
        {{- end }}
        {{- with $furtherFields.volumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $app.sidecars }}
    {{- include "manman-host.containers" (merge (dict "containers" .) $) | nindent 4 }}
    {{- end }}
  {{- with omit $further "volumes" "restartPolicy" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- if or $app.volumes $config.mountPath $further.volumes }}
  volumes:
    {{- if $config.mountPath }}
    - name: app-config
      configMap:
        name: {{ .config }}
    {{- end }}
    {{- range $name, $volume := $app.volumes }}
    - name: {{ $name }}
      {{- if $volume.claim }}
      persistentVolumeClaim:
        claimName: {{ $volume.claim }}
      {{- else if $volume.configMap }}
      configMap:
        name: {{ $volume.configMap }}
      {{- else if $volume.secret }}
      secret:
        secretName: {{ $volume.secret }}
      {{- else if or $volume.inMemory $volume.sizeLimit }}
      emptyDir:
        {{- if $volume.inMemory }}
        medium: Memory
        {{- end }}
        {{- with $volume.sizeLimit }}
        sizeLimit: {{ . }}
        {{- end }}
      {{- else }}
      emptyDir: {}
      {{- end }}
    {{- end }}
    {{- with $further.volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- with $app.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $app.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $app.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $app.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- range . }}
    - {{ toYaml (merge (deepCopy .) (dict "labelSelector" (dict "matchLabels" $.selector))) | nindent 6 | trim }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* Limits of a Job. Takes the app's values. */ -}}
{{- define "manman-host.jobLimits" -}}
backoffLimit: {{ int .backoffLimit }}
{{- with int .activeDeadlineSeconds }}
activeDeadlineSeconds: {{ . }}
{{- end }}
{{- if hasKey . "ttlSecondsAfterFinished" }}
ttlSecondsAfterFinished: {{ int .ttlSecondsAfterFinished }}
{{- end }}
{{- end }}

{{- /* The hosts of an Ingress value, each once. An empty text stands for every host. */ -}}
{{- define "manman-host.hosts" -}}
{{- toYaml (prepend (.hosts | default list) (.host | default "") | compact | uniq) }}
{{- end }}

{{- /*
  Adds an app's hosts, paths, annotations and TLS to an Ingress. Takes `ingress` (what is collected), `app`, its `name` and `service`.
  Paths are keyed so that the longest comes first.
*/ -}}
{{- define "manman-host.route" -}}
{{- $ingress := .ingress }}
{{- $chart := $ingress.root.Values.ingress }}
{{- $own := .app.ingress }}
{{- $hosts := include "manman-host.hosts" $own | fromYamlArray }}
{{- if not $hosts }}{{ $hosts = include "manman-host.hosts" $chart | fromYamlArray }}{{ end }}
{{- $port := $own.port | default (first (include "manman-host.ports" .app | fromYamlArray)).name }}
{{- $paths := prepend ($own.paths | default list) ($own.path | default "") | compact | uniq }}
{{- range $host := default (list "") $hosts }}
{{- if not (hasKey $ingress.routes $host) }}{{ $_ := set $ingress.routes $host (dict) }}{{ end }}
{{- $route := get $ingress.routes $host }}
{{- range $path := default (list "/") $paths }}
{{- $key := printf "%05d %s" (sub 99999 (len $path)) $path }}
{{- if hasKey $route $key }}
{{- fail (printf "apps %s and %s both have path %s on host %q: give one of them another ingress.path or ingress.host" (get $route $key).name $.name $path $host) }}
{{- end }}
{{- $_ := set $route $key (dict "name" $.name "path" $path "pathType" $own.pathType "service" $.service "port" $port) }}
{{- end }}
{{- end }}
{{- with default $chart.tls $own.tls }}
{{- $covered := default (default (list) $hosts) .hosts }}
{{- $_ := set $ingress.tls .secretName (concat (get $ingress.tls .secretName | default list) $covered | uniq) }}
{{- end }}
{{- with $own.className }}{{ $_ := set $ingress "className" . }}{{ end }}
{{- $_ := set $ingress "annotations" (merge $ingress.annotations ($own.annotations | default dict)) }}
{{- end }}

{{- /* The spec of an Ingress from what its routes collected. */ -}}
{{- define "manman-host.ingressSpec" -}}
{{- with .className }}
ingressClassName: {{ . }}
{{- end }}
{{- with .tls }}
tls:
  {{- range $secret, $hosts := . }}
  - secretName: {{ $secret }}
    {{- with $hosts }}
    hosts:
      {{- range . }}
      - {{ quote . }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}
rules:
  {{- range $host, $paths := .routes }}
  - {{ with $host }}host: {{ quote . }}
    {{ end }}http:
      paths:
        {{- range $paths }}
        - path: {{ quote .path }}
          pathType: {{ .pathType }}
          backend:
            service:
              name: {{ .service }}
              port:
                name: {{ .port }}
        {{- end }}
  {{- end }}
{{- end }}
