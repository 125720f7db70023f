namespace LocalIdentityCenter.Wire;

/// <summary>What kind of work an operation is, which decides who may do it and in which Regions.</summary>
internal enum Work
{
    /// <summary>Permission sets, their policies and assignments: in the primary Region only, reads included.</summary>
    Access,

    /// <summary>The same, for the management account alone.</summary>
    AccessByManagement,

    /// <summary>The instance and its Regions: reads in every enabled Region, writes in the primary one.</summary>
    Instance,

    /// <summary>Tags of instances and permission sets.</summary>
    Tags,

    /// <summary>Lists or creates instances: about none in particular.</summary>
    Instances,

    /// <summary>Users and groups: reads in every enabled Region, writes in the primary one.</summary>
    Directory,

    /// <summary>Lists identity stores.</summary>
    Directories,

    /// <summary>The organization: a global service.</summary>
    Organization,

    /// <summary>The organization, for every account in it.</summary>
    OrganizationByAnyone,

    /// <summary>Keys.</summary>
    Keys,
}
