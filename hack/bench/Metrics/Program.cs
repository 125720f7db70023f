// What it costs to record a metric, in time and in memory:
//
//   dotnet run -c Release --project hack/bench/Metrics
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using MetricsBench;

// Nothing is built anew and no files are left behind.
BenchmarkRunner.Run<Recording>(DefaultConfig.Instance.WithOptions(ConfigOptions.DisableLogFile).WithArtifactsPath(Path.GetTempPath()));
