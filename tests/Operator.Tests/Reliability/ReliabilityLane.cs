namespace Operator.Tests.Reliability;

/// <summary>Stories that go the same way again and again take long: they have clusters of their own, beside the others, and none waits for all the rest.</summary>
public static class ReliabilityLane
{
    public const string Name = "Stories of reliability";
    public const string Assignments = "Stories of reliability of assignments";
}
