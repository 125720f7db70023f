using System.CommandLine;
using IdentityCenterOperator.Hosting;

var root = new RootCommand("Keeps AWS IAM Identity Center as declared in Kubernetes.") { RunCommand.Create() };
return await root.Parse(args).InvokeAsync();
