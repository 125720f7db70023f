namespace IdentityCenterOperator.Kubernetes.Yaml;

/// <summary>What words without quotation marks mean.</summary>
public enum YamlWords
{
    /// <summary>The core schema of YAML 1.2: <c>true</c>, <c>null</c> and decimal numbers are no text, all else is.</summary>
    Core,

    /// <summary>
    /// As kubectl, Argo CD and Flux read manifests, which is YAML 1.1: <c>yes</c>, <c>no</c>, <c>on</c>, <c>off</c>, <c>y</c> and <c>n</c> are booleans, <c>0123</c> is
    /// octal, <c>0x1F</c>, <c>0b1</c>, <c>0o17</c> and <c>1_000</c> are numbers. A key that is a boolean or an integer becomes its text.
    /// </summary>
    Kubectl,
}
