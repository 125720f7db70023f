// AccountAssignments at the size of an organization, through the whole operator: a process of its own, a real API server, the local Identity Center.
//
//   dotnet run -c Release --project hack/bench/Assignments -- many     # 50 resources, 5,000 assignments, with AWS's limits and 2 s an operation; then a second start
//   dotnet run -c Release --project hack/bench/Assignments -- large    # one resource, 20 groups in 1,000 accounts, limits off and 10 ms an operation
using AssignmentsBench;

return args switch
{
    ["large"] => await Bench.RunAsync(Shape.Large),
    ["many"] or [] => await Bench.RunAsync(Shape.Many),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say many or large.");
    return 2;
}
