using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.Reconciliation;

/// <summary>The status that stands, while the store of resources is a moment behind.</summary>
public sealed class StatusWriterTests
{
    private readonly OneObject _server = new();
    private readonly StatusWriter<PermissionSet, PermissionSetStatus> _writer;

    public StatusWriterTests() =>
        _writer = new(_server, WriteFence.Open, PermissionSet.Definition, EntitiesJson.Default.PermissionSetStatus, set => set.Status);

    [Fact]
    public void Before_any_write_the_store_is_right() => Assert.Equal("stored", _writer.Latest(Stored("5", "stored"))!.Name);

    [Fact]
    public async Task After_a_write_the_store_is_not_believed_until_it_has_caught_up()
    {
        await WriteAsync(Stored("5", "stored"), "written");
        Assert.Equal("written", _writer.Latest(Stored("5", "stored"))!.Name);
        Assert.Equal("written", _writer.Latest(Stored("9", "stored"))!.Name);
        Assert.Equal("as stored", _writer.Latest(Stored("10", "as stored"))!.Name);
        Assert.Equal("stored", _writer.Latest(Stored("5", "stored"))!.Name);
    }

    [Fact]
    public async Task What_says_nothing_new_is_not_written()
    {
        await WriteAsync(Stored("5", "same"), "same");
        await _writer.WriteAsync(Stored("5", "same"), new() { Name = "same", LastSyncTime = DateTimeOffset.UnixEpoch }, CancellationToken.None, nameof(PermissionSetStatus.LastSyncTime));
        Assert.Equal(0, _server.Patches);
    }

    [Fact]
    public async Task A_second_write_is_compared_with_the_first_and_not_with_the_store()
    {
        await WriteAsync(Stored("5", "stored"), "written");
        await WriteAsync(Stored("5", "stored"), "written");
        await WriteAsync(Stored("5", "stored"), "stored");
        Assert.Equal(2, _server.Patches);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public async Task A_status_of_an_object_that_is_gone_or_replaced_is_not_missed(string? uid)
    {
        _server.Uid = uid;
        await WriteAsync(Stored("5", "stored"), "written");
        Assert.Equal("stored", _writer.Latest(Stored("5", "stored"))!.Name);
    }

    [Fact]
    public async Task A_status_that_the_API_server_refuses_is_an_error_and_does_not_stand()
    {
        _server.Refuses = true;
        await Assert.ThrowsAsync<StatusNotWrittenException>(() => WriteAsync(Stored("5", "stored"), "written"));
        Assert.Equal("stored", _writer.Latest(Stored("5", "stored"))!.Name);
    }

    [Fact]
    public async Task A_write_that_took_effect_without_an_answer_is_found_before_the_next_one()
    {
        _server.AnswersNothing = true;
        await Assert.ThrowsAsync<StatusNotWrittenException>(() => WriteAsync(Stored("5", "stored"), "written"));
        _server.AnswersNothing = false;
        await Assert.ThrowsAsync<StatusNotWrittenException>(() => WriteAsync(Stored("5", "stored"), "derived from stored"));
        Assert.Equal("written", _writer.Latest(Stored("5", "stored"))!.Name);
        await WriteAsync(Stored("5", "stored"), "derived from written");
        Assert.Equal(2, _server.Patches);
    }

    [Fact]
    public async Task A_write_that_failed_and_took_no_effect_is_made_again_at_once()
    {
        _server.Fails = true;
        await Assert.ThrowsAsync<StatusNotWrittenException>(() => WriteAsync(Stored("5", "stored"), "written"));
        _server.Fails = false;
        await WriteAsync(Stored("5", "stored"), "written");
        Assert.Equal(1, _server.Patches);
    }

    [Fact]
    public async Task What_cannot_be_found_out_is_a_status_that_is_not_written_and_no_failure_of_AWS()
    {
        _server.Fails = true;
        await Assert.ThrowsAsync<StatusNotWrittenException>(() => WriteAsync(Stored("5", "stored"), "written"));
        _server.IsAway = true;
        var error = await Assert.ThrowsAsync<StatusNotWrittenException>(() => WriteAsync(Stored("5", "stored"), "written"));
        Assert.IsType<HttpRequestException>(error.InnerException);
        Assert.False(AwsFailure.IsOfTheCall(error, CancellationToken.None));
    }

    [Fact]
    public async Task A_field_that_is_left_out_is_gone_from_what_is_sent()
    {
        await _writer.WriteAsync(Stored("5", "stored"), new() { Arn = "arn" }, CancellationToken.None);
        Assert.Equal("""{"arn":"arn"}""", _server.Status);
    }

    private Task WriteAsync(PermissionSet set, string name) => _writer.WriteAsync(set, new() { Name = name }, CancellationToken.None);

    private static PermissionSet Stored(string version, string name) =>
        new() { Metadata = new() { Name = "reader", Uid = OneObject.Own, ResourceVersion = version }, Status = new() { Name = name } };

    /// <summary>An API server with one object, whose every write has the resource version 10.</summary>
    private sealed class OneObject : IKubernetesClient
    {
        public const string Own = "own";

        public string? Uid { get; set; } = Own;

        public bool Refuses { get; set; }

        /// <summary>Does nothing and says nothing.</summary>
        public bool Fails { get; set; }

        /// <summary>Cannot be asked either.</summary>
        public bool IsAway { get; set; }

        /// <summary>Does it and says nothing.</summary>
        public bool AnswersNothing { get; set; }

        public int Patches { get; private set; }

        public string? Status { get; private set; }

        public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) =>
            IsAway ? throw new HttpRequestException("no answer") : Task.FromResult(Uid is null ? null : (ReadOnlyMemory<byte>?)Stored());

        public Task<ReadOnlyMemory<byte>> PatchAsync(
            ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default)
        {
            Assert.Equal("status", subresource);
            var body = JsonNode.Parse(Assert.IsType<Patch.Apply>(patch).Body.Span)!;
            if (Uid is null)
                throw new KubernetesException(HttpStatusCode.NotFound, "NotFound", "gone");
            if (Refuses || (string)body["metadata"]!["uid"]! != Uid)
                throw new KubernetesException(HttpStatusCode.Conflict, "Conflict", "refused");
            if (Fails)
                throw new HttpRequestException("no answer");
            Patches++;
            Status = body["status"]!.ToJsonString();
            if (AnswersNothing)
                throw new TimeoutException("no answer");
            return Task.FromResult<ReadOnlyMemory<byte>>(Stored());
        }

        public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<ReadOnlyMemory<byte>> CreateAsync(
            ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ReadOnlyMemory<byte>> ReplaceAsync(ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        private byte[] Stored() => Encoding.UTF8.GetBytes($$"""{"metadata":{"uid":"{{Uid}}","resourceVersion":"10"},"status":{{Status ?? """{"name":"stored"}"""}} }""");
    }
}
