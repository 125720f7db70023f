using LocalIdentityCenter;

return await CommandLine.Root().Parse(args).InvokeAsync();
