using Operator.Tests.AccountAssignments;
using Operator.Tests.Harness;

namespace Operator.Tests.Records;

/// <summary>A story about what is recorded of who holds the permission set "reader".</summary>
[Collection(Lanes.Records)]
public abstract class RecordStory : AccessStory
{
    private protected override string Lane => Lanes.Records;
}
