using System.Threading;
using Snnc.LanguageServer.Documents;

namespace Snnc.LanguageServer.Server;

/// <summary>What a request is answered from.</summary>
/// <param name="Workspace">Everything as it was when the request came.</param>
/// <param name="Cancellation">The client has taken the request back.</param>
public sealed record RequestContext(Workspace Workspace, CancellationToken Cancellation);
