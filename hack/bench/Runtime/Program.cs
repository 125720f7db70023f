// What the runtime costs with many objects, on a real API server:
//
//   dotnet run -c Release --project hack/bench/Runtime [OBJECTS]
//
// What the published tree costs, with and without objects (make publish-layout makes it):
//
//   dotnet run -c Release --project hack/bench/Runtime tree artifacts/image [OBJECTS]
//
// One process makes PermissionSets (10,000 unless told otherwise) and edits some of them; another one runs a controller of them, and is measured.
using RuntimeBench;

return args switch
{
    ["operate", var kubeconfig, var objects] => await Subject.RunAsync(kubeconfig, int.Parse(objects, null)),
    ["tree", var tree] => await PublishedTree.RunAsync(tree, 0),
    ["tree", var tree, var objects] => await PublishedTree.RunAsync(tree, int.Parse(objects, null)),
    [var objects] => await Bench.RunAsync(int.Parse(objects, null)),
    _ => await Bench.RunAsync(10_000),
};
