using System.CommandLine;
using IdentityCenterOperator.Hosting;

var root = new RootCommand("Keeps AWS IAM Identity Center as declared in Kubernetes.") { RunCommand.Create() };
var parsed = root.Parse(args);
// SIGTERM is the host's: it drains and releases the lease, which takes longer than the two seconds after which the command line library would end the process.
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
// A command line with a mistake is, like a broken kubeconfig, nothing that another start mends.
return parsed.Errors.Count > 0 ? RunCommand.ConfigurationError : exitCode;
