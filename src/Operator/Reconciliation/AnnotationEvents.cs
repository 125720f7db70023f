using System.Collections.Concurrent;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Tells by Events of annotations that begin as ours do and mean nothing, once for as long as they stand: who pauses something in an emergency may mistype. Thread-safe.</summary>
internal sealed class AnnotationEvents(ResourceEvents events)
{
    private const int MostTold = 5;

    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.Ordinal);

    /// <summary>Tells of those of a resource.</summary>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="resource">Its kind.</param>
    /// <param name="known">Annotations that mean something there.</param>
    public void Tell(ObjectMeta metadata, ResourceDefinition resource, IReadOnlyCollection<string> known)
    {
        var sentences = Wishes.Unknown(metadata, known);
        if (sentences.Count == 0)
        {
            Forget(metadata.Uid);
            return;
        }

        var words = string.Join(' ', sentences.Take(MostTold));
        if (_told.TryGetValue(metadata.Uid, out var before) && before == words)
            return;
        _told[metadata.Uid] = words;
        events.Warning(metadata, resource, "UnknownAnnotation", "Reconcile", words);
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid) => _told.TryRemove(uid, out _);
}
