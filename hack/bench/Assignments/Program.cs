// AccountAssignments at the size of an organization, through the whole operator: a process of its own, a real API server, the local Identity Center.
//
//   dotnet run -c Release --project hack/bench/Assignments -- many     # 50 resources, 5,000 assignments, with AWS's limits and 2 s an operation; then a second start
//   dotnet run -c Release --project hack/bench/Assignments -- large    # one resource, 20 groups in 1,000 accounts, limits off and 10 ms an operation
//   dotnet run -c Release --project hack/bench/Assignments -- scale N  # N resources with a user in 1,000 of 2,000 tagged accounts each, all of it in AWS already; 100,000 users
using AssignmentsBench;

return args switch
{
    ["large"] => await Bench.RunAsync(Shape.Large),
    ["scale", var resources] when int.TryParse(resources, out var count) && count > 0 => await Bench.RunAsync(Shape.Scale(count)),
    ["many"] or [] => await Bench.RunAsync(Shape.Many),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say many, large, or scale and a number of resources.");
    return 2;
}
