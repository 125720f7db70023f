namespace Operator.Tests.Reliability;

/// <summary>Stories that go the same way again and again take long: they have a cluster of their own, beside the others.</summary>
public static class ReliabilityLane
{
    public const string Name = "Stories of reliability";
}
