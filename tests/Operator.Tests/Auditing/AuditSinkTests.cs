using Amazon.SSOAdmin;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Hosting;
using LocalIdentityCenter;
using Microsoft.Extensions.Logging;
using Operator.Tests.Harness;
using Operator.Tests.IdentityCenter.Support;

namespace Operator.Tests.Auditing;

/// <summary>Where the lines go.</summary>
public sealed class AuditSinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audit-").FullName;

    [Fact]
    public void A_file_is_appended_to_also_when_it_was_moved_away()
    {
        var file = Path.Combine(_folder, "audit.log");
        File.WriteAllText(file, "from before\n");
        var sink = AuditSinks.Open(file, Logs(new()));
        sink("one");
        File.Move(file, $"{file}.1");
        sink("two");
        Assert.Equal(["from before", "one"], File.ReadAllLines($"{file}.1"));
        Assert.Equal(["two"], File.ReadAllLines(file));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_at_the_start()
    {
        var mistake = Assert.Throws<RunOptionsException>(() => AuditSinks.Open(Path.Combine(_folder, "absent", "audit.log"), Logs(new())));
        Assert.Contains("absent", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_the_file_does_not_take_any_more_goes_to_the_log()
    {
        var (file, log) = (Path.Combine(_folder, "inner", "audit.log"), new LogLines());
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var sink = AuditSinks.Open(file, Logs(log));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        sink("the line");
        Assert.True(log.Has("Error", "cannot be written", "the line"));
    }

    [Fact]
    public void None_is_silent_and_by_default_the_lines_are_in_the_log()
    {
        var log = new LogLines();
        AuditSinks.Open("none", Logs(log))("unheard");
        AuditSinks.Open(new RunOptions().AuditLog, Logs(log))("heard");
        Assert.Equal(["Information: heard "], log.All);
    }

    [Theory]
    [InlineData(FaultKind.DropAfter, "unanswered")]
    [InlineData(FaultKind.Malformed, "unanswered")]
    [InlineData(FaultKind.Error, "failed")]
    [InlineData(FaultKind.Throttle, "refused")]
    [InlineData(FaultKind.Denied, "refused")]
    public async Task A_write_that_went_wrong_is_in_it_with_how(FaultKind kind, string outcome)
    {
        await using var world = await DoorWorld.StartAsync();
        var lines = new List<string>();
        var door = new IdentityCenterOperator.IdentityCenter.AwsDoor<IAmazonSSOAdmin>(
            world.Sso, world.Get<IdentityCenterOperator.IdentityCenter.RequestBudgets>().SsoAdmin, IdentityCenterOperator.Kubernetes.LeaderElection.WriteFence.Open,
            world.Get<IdentityCenterOperator.IdentityCenter.DoorMetrics>(), new AuditLog(lines.Add, world.Time));
        world.Server.Faults.Add(new() { Kind = kind, Operation = "CreatePermissionSet" });
        await Assert.ThrowsAnyAsync<Exception>(() => door.WriteAsync(
            Writes.Of("CreatePermissionSet"), (sso, token) => sso.CreatePermissionSetAsync(new() { InstanceArn = DoorWorld.InstanceArn, Name = "Once" }, token), default));
        var line = System.Text.Json.Nodes.JsonNode.Parse(Assert.Single(lines))!;
        Assert.Equal(outcome, (string?)line["outcome"]);
        Assert.NotNull(line["error"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ILoggerFactory Logs(LogLines lines) => LoggerFactory.Create(logging => logging.AddProvider(lines));
}
