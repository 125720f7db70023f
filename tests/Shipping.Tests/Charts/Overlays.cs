namespace Shipping.Tests.Charts;

/// <summary>Values laid over the chart's own.</summary>
internal static class Overlays
{
    /// <summary>What everybody has to set.</summary>
    public const string Minimal = "aws: {region: eu-central-1}";

    /// <summary>Every switch on, and something in every list and map.</summary>
    public const string Everything = """
        replicas: 3
        image: {repository: registry.example.com/operator, digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", pullPolicy: Always, pullSecrets: [{name: registry}]}
        aws: {region: us-gov-west-1}
        serviceAccount: {name: somebody, roleArn: "arn:aws-us-gov:iam::111122223333:role/identity-center", annotations: {example.com/team: platform}}
        rbac: {editIncludesAccountAssignments: true}
        operator:
          logLevel: Debug
          jsonLogs: false
          bindAddress: "[::]"
          extraArgs: [--workers=16]
          extraEnv: [{name: HTTPS_PROXY, value: "http://proxy:3128"}]
          extraVolumes: [{name: certificates, configMap: {name: certificates}}]
          extraVolumeMounts: [{name: certificates, mountPath: /etc/ssl/certs, readOnly: true}]
        podLabels: {example.com/cost: "4711"}
        podAnnotations: {example.com/note: "yes: quoted"}
        priorityClassName: system-cluster-critical
        nodeSelector: {kubernetes.io/os: linux}
        tolerations: [{key: critical, operator: Exists, effect: NoSchedule}]
        affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/arch, operator: In, values: [amd64, arm64]}]}]}}}
        networkPolicy: {enabled: true, ingressFrom: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}], egressPorts: [443], dnsPorts: [53, 5353], instanceMetadata: true, extraEgress: [{ports: [{port: 4317, protocol: TCP}]}]}
        podMonitor: {enabled: true, labels: {release: prometheus}, interval: 1m}
        prometheusRule: {enabled: true, labels: {release: prometheus}, runbookUrl: "https://wiki.example.com/runbooks"}
        dashboard: {enabled: true, annotations: {grafana_folder: Access}}
        """;
}
