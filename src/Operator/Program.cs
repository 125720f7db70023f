using IdentityCenterOperator.CommandLine;

return await OperatorCommands.InvokeAsync(CommandConsole.OfProcess(), args);
