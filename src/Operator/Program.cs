using System.CommandLine;
using IdentityCenterOperator.Hosting;

var root = new RootCommand("Keeps AWS IAM Identity Center as declared in Kubernetes.") { RunCommand.Create() };
var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync();
// A command line with a mistake is, like a broken kubeconfig, nothing that another start mends.
return parsed.Errors.Count > 0 ? RunCommand.ConfigurationError : exitCode;
