using System.Diagnostics;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.Harness;

namespace Operator.Tests.CommandLine;

/// <summary>The binary under the name that kubectl looks for.</summary>
public sealed class PluginStories : Story
{
    private const string Set = "apiVersion: identitycenter.dev/v1alpha1\nkind: PermissionSet\nmetadata: {name: reader}\nspec: {description: Reads}\n";

    [Fact]
    public async Task Kubectl_finds_the_commands_and_hands_their_exit_codes_on()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "kubectl-identitycenter"), Path.Combine(AppContext.BaseDirectory, "identity-center-operator"));
        var status = await KubectlAsync(folder.Path, "", "identitycenter", "status");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("PermissionSet       0/0     0\n", status.Out, StringComparison.Ordinal);
        var plan = await KubectlAsync(folder.Path, Set, "identitycenter", "plan", "--filename", "-", "--cluster");
        Assert.True(plan.ExitCode == 2, plan.ToString());
        Assert.StartsWith("+ PermissionSet reader\n", plan.Out, StringComparison.Ordinal);
        Assert.Equal(1, (await KubectlAsync(folder.Path, "", "identitycenter", "who-can", "nowhere")).ExitCode);
    }

    private async Task<CommandResult> KubectlAsync(string plugins, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Cluster.Plane.Kubectl, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{plugins}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["KUBECONFIG"] = Cluster.Plane.AdminKubeconfig;
        start.Environment["AWS_ENDPOINT_URL"] = Aws.Server.Endpoint.ToString();
        start.Environment["AWS_REGION"] = "eu-central-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIACOMMAND";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "local";
        using var process = Process.Start(start)!;
        var (answer, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await answer, await error);
    }
}
