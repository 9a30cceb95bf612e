using System.Threading;
using Snnc.Cli.Reporting;
using Snnc.Cli.Terminals;

namespace Snnc.Cli.Verbs;

/// <summary>What every verb works with.</summary>
/// <param name="Terminal">Where results go.</param>
/// <param name="Diagnostics">Where findings go.</param>
/// <param name="Cancellation">Ctrl-C.</param>
internal sealed record VerbContext(Terminal Terminal, DiagnosticPrinter Diagnostics, CancellationToken Cancellation);
