using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Snnc.LanguageServer.Tests.Clients;
using Xunit;

namespace Snnc.LanguageServer.Tests.Server;

/// <summary>From the first message to the exit code.</summary>
public sealed class LifecycleTests
{
    private const int NotInitialized = -32002;
    private const int InvalidRequest = -32600;

    [Fact]
    public void Initialize_SaysWhatTheServerCanDo()
    {
        using var client = LspClient.Start();

        client.Capabilities.GetProperty("positionEncoding").GetString().ShouldBe("utf-16");
        client.Capabilities.GetProperty("textDocumentSync").GetProperty("change").GetInt32().ShouldBe(2);
        client.Capabilities.GetProperty("documentFormattingProvider").GetBoolean().ShouldBeTrue();
        client.Capabilities.EnumerateObject().ShouldAllBe(capability => capability.Value.ValueKind != JsonValueKind.Null);
    }

    [Fact]
    public void Request_BeforeInitialize_IsAnError()
    {
        using var client = LspClient.Connect();

        client.Failure("textDocument/hover", new { }).ShouldBe(NotInitialized);
    }

    [Fact]
    public void Notification_BeforeInitialize_IsPassedOver()
    {
        using var client = LspClient.Connect();
        client.Open("file:///a.snn", "network");

        client.Request("initialize", new { capabilities = new { } });
        client.Request("textDocument/documentSymbol", new { textDocument = new { uri = "file:///a.snn" } }).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Initialize_Twice_IsAnError()
    {
        using var client = LspClient.Start();

        client.Failure("initialize", new { capabilities = new { } }).ShouldBe(InvalidRequest);
    }

    [Fact]
    public void Exit_AfterShutdown_EndsWithZero()
    {
        using var client = LspClient.Start();

        client.Stop().ShouldBe(0);
    }

    [Fact]
    public void Request_AfterShutdown_IsAnError()
    {
        using var client = LspClient.Start();
        client.Request("shutdown");

        client.Failure("workspace/symbol", new { query = "" }).ShouldBe(InvalidRequest);
    }

    [Fact]
    public void Exit_WithoutShutdown_EndsWithOne()
    {
        using var client = LspClient.Start();
        client.Notify("exit", new { });

        client.ExitCode().ShouldBe(1);
    }

    [Fact]
    public void Stream_ThatEnds_EndsTheServerWithOne()
    {
        using var client = LspClient.Start();

        client.Hang().ShouldBe(1);
    }

    [Fact]
    public void Client_ThatDies_EndsTheServer()
    {
        using var parent = Process.Start("sleep", "600");
        using var client = LspClient.Connect();
        client.Request("initialize", new { processId = parent.Id, capabilities = new { } });

        parent.Kill();

        client.ExitCode().ShouldBe(1);
    }

    [Fact]
    public void Client_ThatCanWatchFiles_IsAskedTo()
    {
        using var client = LspClient.Start(capabilities: new { workspace = new { didChangeWatchedFiles = new { dynamicRegistration = true } } });

        var asked = client.WaitFor("a registration", () => client.Notifications.FirstOrDefault(n => n.Method == "client/registerCapability") is { Method: not null } found
            ? found.Parameters.GetRawText() : null);

        asked.ShouldContain("workspace/didChangeWatchedFiles");
        asked.ShouldContain("npz");
    }

    [Fact]
    public void Hints_AreAskedForAnew_WhenAUsedFileChanges()
    {
        using var client = LspClient.Start(capabilities: new { workspace = new { inlayHint = new { refreshSupport = true } } });
        client.Open("file:///tmp/used.snn", "const N = 4;");
        client.Open("file:///tmp/user.snn", "use \"used.snn\"; network A { input x: frame[N]; output y = x; }");
        client.DiagnosticsOf("file:///tmp/user.snn").ShouldBeEmpty();

        client.Replace("file:///tmp/used.snn", "const N = 5;");

        client.WaitFor("a refresh", () => client.Notifications.FirstOrDefault(n => n.Method == "workspace/inlayHint/refresh").Method);
    }

    [Fact]
    public void Settings_OfAClientThatIsAsked_AreTaken()
    {
        using var client = LspClient.Start(capabilities: new { workspace = new { configuration = true, inlayHint = new { refreshSupport = true } } });
        client.Notify("workspace/didChangeConfiguration", new { settings = (object?)null });
        client.WaitFor("a question", () => client.Notifications.FirstOrDefault(n => n.Method == "workspace/configuration").Method);
        client.WriteBody("""{"jsonrpc":"2.0","id":1,"result":[{"inlayHints":{"enabled":false}}]}""");

        client.WaitFor("a refresh", () => client.Notifications.FirstOrDefault(n => n.Method == "workspace/inlayHint/refresh").Method);
    }
}
