{{/* What the pods of all roles have in common. Argument: {root, role, values}; the role adds its container's own parts. */}}

{{- define "benchhub.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1654
runAsGroup: 1654
fsGroup: 1654
{{- if and (eq .role "silo") .root.Values.sandbox.enabled }}
{{- with .root.Values.sandbox.appArmor }}
appArmorProfile:
  type: {{ . }}
{{- end }}
seccompProfile:
  {{- if .root.Values.sandbox.seccompProfile }}
  type: Localhost
  localhostProfile: {{ .root.Values.sandbox.seccompProfile }}
  {{- else }}
  type: Unconfined
  {{- end }}
{{- else }}
seccompProfile:
  type: RuntimeDefault
{{- end }}
{{- end }}

{{- define "benchhub.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "benchhub.podCommon" -}}
serviceAccountName: {{ include "benchhub.serviceAccount" .root }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- include "benchhub.podSecurity" . | nindent 2 }}
{{- end }}

{{- define "benchhub.scheduling" -}}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  {{- if .values.topologySpreadConstraints }}
  {{- toYaml .values.topologySpreadConstraints | nindent 2 }}
  {{- else }}
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "benchhub.selector" . | nindent 8 }}
  {{- end }}
{{- end }}

{{/* The port 'http' answers them in both roles. */}}
{{- define "benchhub.probes" -}}
startupProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 6
  failureThreshold: 3
{{- end }}

{{- define "benchhub.preStop" -}}
preStop:
  exec:
    command: [sleep, {{ .values.preStopSeconds | quote }}]
{{- end }}

{{- define "benchhub.env" -}}
- name: POD_NAME
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
- name: POD_IP
  valueFrom:
    fieldRef: {fieldPath: status.podIP}
{{ include "benchhub.fromSecret" (dict "name" "BenchHub__Database" "secret" .root.Values.database "what" "database") }}
{{- if eq .root.Values.clustering "redis" }}
{{ include "benchhub.fromSecret" (dict "name" "BenchHub__Redis" "secret" .root.Values.redis "what" "redis") }}
{{- end }}
{{- /* The host must give up before the kubelet does. */}}
- name: DOTNET_shutdownTimeoutSeconds
  value: {{ sub .values.terminationGracePeriodSeconds (add .values.preStopSeconds 5) | quote }}
{{- end }}

{{- define "benchhub.tmp" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .values.tmpSize }}
{{- end }}
