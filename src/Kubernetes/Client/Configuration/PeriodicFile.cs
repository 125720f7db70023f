namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>
/// What a file holds, read again at most once a minute: Kubernetes replaces tokens and authorities in place. When a later reading fails, what was read before
/// stays, because it is valid for a while and the file is replaced rather than edited.
/// </summary>
internal sealed class PeriodicFile<T>(string path, Func<string, T> parse, TimeProvider time)
    where T : class
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock reading = new();
    private T? held;
    private long readAt;

    /// <summary>The content, at most a minute old.</summary>
    /// <exception cref="KubernetesConfigurationException">The file could never be read.</exception>
    public T Get()
    {
        lock (reading)
        {
            if (held is null || time.GetElapsedTime(readAt) >= Period)
                Read();
            return held!;
        }
    }

    /// <summary>Reads again at the next <see cref="Get"/>.</summary>
    public void Expire()
    {
        lock (reading)
            readAt = time.GetTimestamp() - (long)(Period.TotalSeconds * time.TimestampFrequency);
    }

    private void Read()
    {
        try
        {
            held = parse(File.ReadAllText(path));
            readAt = time.GetTimestamp();
        }
        catch (Exception e) when (held is not null && e is IOException or UnauthorizedAccessException or KubernetesConfigurationException)
        {
            readAt = time.GetTimestamp();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesConfigurationException($"{path} cannot be read: {Sentence.Of(e)}", e);
        }
    }
}
