using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using Operator.Tests.Interleavings.Scheduling;
using Operator.Tests.Interleavings.Support;
using Xunit.Abstractions;

namespace Operator.Tests.Interleavings;

/// <summary>The writer of statuses: each status is derived from the one before, while watches are late, writes fail or get no answer, and the object is replaced by another of its name.</summary>
public sealed class StatusWriterInterleavings(ITestOutputHelper output)
{
    private static readonly string Kind = PermissionSet.Definition.Kind;
    private static readonly ObjectKey Key = new(null, "reader");

    [Fact]
    public void In_whatever_order_writes_answers_and_watches_come_nothing_that_was_written_is_lost_or_written_twice() => Explorer.Explore(output, "status writer", 500, Written);

    private static void Written(Schedule schedule)
    {
        var (api, world) = (new ScheduledApi(schedule), new World(schedule));
        world.Follow(api);
        api.Create(Key, Small.Set());
        var failures = schedule.Random.Next(8);
        api.Faults = (_, _) => failures > 0 && schedule.Chance(3) ? failures-- % 2 == 0 ? ApiFault.Unanswered : ApiFault.Refused : ApiFault.None;
        schedule.Lane("reconciles").Start(() => world.WriteAsync(api));
        var people = schedule.Lane("people");
        foreach (var act in Acts(schedule, api))
            people.Start(() => ActAsync(schedule, act));
        schedule.Run(TimeSpan.FromSeconds(30));
        if (schedule.Failure is null)
            world.Judge(api);
    }

    private static IEnumerable<Action> Acts(Schedule schedule, ScheduledApi api)
    {
        if (schedule.Chance(2))
            yield return () => api.Edit(Kind, Key, json => json["metadata"]!["labels"] = new JsonObject { ["edited"] = "true" });
        if (schedule.Chance(2))
        {
            yield return () =>
            {
                schedule.Note("the object is replaced");
                api.Delete(Kind, Key);
                api.Create(Key, Small.Set());
            };
        }
    }

    private static async Task ActAsync(Schedule schedule, Action act)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(schedule.Random.Next(3000)), schedule.Time);
        act();
    }

    private sealed class World(Schedule schedule)
    {
        private const int Writes = 8;

        private readonly ObjectStore<PermissionSet> _store = new(PermissionSet.Definition);
        private readonly Lane _watch = schedule.Lane("watch");
        private readonly List<(string Uid, string Word)> _written = [];
        private StatusWriter<PermissionSet, PermissionSetStatus>? _writer;
        private bool _isThrough;

        public void Follow(ScheduledApi api)
        {
            _writer = new(api, WriteFence.Open, PermissionSet.Definition, EntitiesJson.Default.PermissionSetStatus, set => set.Status);
            _store.Subscribe(change =>
            {
                if (change is { Old: { } old, New: null })
                    _writer.Forget(old.Uid);
            });
            api.Changed += (_, _, _) => _watch.Start(() =>
            {
                _store.Fill(api.All(Kind));
                return Task.CompletedTask;
            });
        }

        public async Task WriteAsync(ScheduledApi api)
        {
            for (var number = 1; number <= Writes; number++)
            {
                while (!await TryWriteAsync(number))
                    await Task.Delay(TimeSpan.FromMilliseconds(schedule.Random.Next(1000)), schedule.Time);
            }

            _isThrough = true;
        }

        // Each status has one word more than the one that stands.
        private async Task<bool> TryWriteAsync(int number)
        {
            if (_store.Get(Key) is not { } entity)
                return false;
            var (uid, standing) = (entity.Metadata.Uid, _writer!.Latest(entity)?.Name ?? "");
            if (_written.FirstOrDefault(one => one.Uid == uid && !standing.Contains(one.Word, StringComparison.Ordinal)) is { Word: { } forgotten })
                schedule.Fail($"{forgotten} was written, and is not in what stands: {standing}");
            var word = $"<{uid}/{number}>";
            if (standing.Contains(word, StringComparison.Ordinal))
                return true;
            try
            {
                if (!await _writer.WriteAsync(entity, new() { Name = standing + word }, CancellationToken.None))
                    return false;
                schedule.Note($"{word} is written");
                _written.Add((uid, word));
                return true;
            }
            catch (StatusNotWrittenException e)
            {
                schedule.Note(e.Message);
                return false;
            }
        }

        public void Judge(ScheduledApi api)
        {
            var json = api.Find(Kind, Key)!;
            var (uid, name) = ((string)json["metadata"]!["uid"]!, (string?)json["status"]!["name"] ?? "");
            var words = name.Split('<', StringSplitOptions.RemoveEmptyEntries).Select(word => $"<{word}").ToList();
            if (words.Distinct().Count() < words.Count || words.Exists(word => !word.StartsWith($"<{uid}/", StringComparison.Ordinal)))
                schedule.Fail($"the status of {uid} is {name}");
            if (_written.Where(one => one.Uid == uid).Select(one => one.Word).Except(words).FirstOrDefault() is { } lost)
                schedule.Fail($"{lost} was written, and the status is {name}");
            if (!_isThrough)
                schedule.Fail("not all was written");
        }
    }
}
