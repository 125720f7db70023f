using AwsClients;

namespace Aws.Tests.Generator;

public sealed class GeneratedFilesTests
{
    public static TheoryData<string> Services => new(Service.All.Select(service => service.Name));

    [Theory]
    [MemberData(nameof(Services))]
    public void The_generated_files_are_what_the_generator_writes(string name)
    {
        var service = Service.All.Single(service => service.Name == name);
        var folder = Path.Combine(Models.Aws, "Generated", name);

        var expected = service.Read(Models.Folder).Select(file => (file.Key, file.Value)).OrderBy(file => file.Key, StringComparer.Ordinal);
        var actual = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal);

        Assert.Equal(expected, actual);
    }
}
