using System.IO;
using System.Text.Json;
using System.Threading;
using Shouldly;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;
using Snnc.LanguageServer.Tests.Clients;
using Xunit;

namespace Snnc.LanguageServer.Tests.Server;

/// <summary>Requests that the client takes back.</summary>
public sealed class CancellationTests
{
    [Fact]
    public void Request_ThatIsCancelled_IsAnsweredAsSuch()
    {
        var (output, writer) = Output();
        var running = new RunningRequests(new Connection(writer));
        using var started = new ManualResetEventSlim();
        var id = JsonDocument.Parse("7").RootElement;

        running.Start(id, "slow", cancellation =>
        {
            started.Set();
            cancellation.WaitHandle.WaitOne(LspClient.Patience);
            cancellation.ThrowIfCancellationRequested();
            return json => json.WriteNullValue();
        });
        started.Wait(LspClient.Patience).ShouldBeTrue();
        running.Cancel(id);

        Code(output, writer).ShouldBe((int)ErrorCode.RequestCancelled);
    }

    [Fact]
    public void Request_WithADefect_IsAnsweredByAnError()
    {
        var (output, writer) = Output();
        var running = new RunningRequests(new Connection(writer));

        running.Start(JsonDocument.Parse("\"a\"").RootElement, "broken", _ => throw new InvalidDataException("defect"));

        Code(output, writer).ShouldBe((int)ErrorCode.InternalError);
    }

    [Fact]
    public void Cancel_OfWhatIsNotRunning_IsPassedOver()
    {
        using var client = LspClient.Start();
        client.Notify("$/cancelRequest", new { id = 4711 });
        client.Notify("$/cancelRequest", new { id = "unknown" });

        client.Stop().ShouldBe(0);
    }

    [Fact]
    public void Answers_AreOfTheText_AsItWasWhenTheRequestCame()
    {
        using var client = LspClient.Start();
        const string Uri = "file:///tmp/order.snn";
        client.Open(Uri, "const a = 1;");
        var first = client.Send("textDocument/documentSymbol", new { textDocument = new { uri = Uri } });
        client.Replace(Uri, "const b = 1;");
        var second = client.Send("textDocument/documentSymbol", new { textDocument = new { uri = Uri } });

        client.Answer(first).GetProperty("result")[0].GetProperty("name").GetString().ShouldBe("a");
        client.Answer(second).GetProperty("result")[0].GetProperty("name").GetString().ShouldBe("b");
    }

    private static (SignallingStream Output, MessageWriter Writer) Output()
    {
        var output = new SignallingStream();
        return (output, new MessageWriter(output));
    }

    private static int Code(SignallingStream output, MessageWriter writer)
    {
        output.Written.Wait(LspClient.Patience).ShouldBeTrue();
        writer.Dispose();
        output.Position = 0;
        return new MessageReader(output).Read()!.Value.GetProperty("error").GetProperty("code").GetInt32();
    }

    private sealed class SignallingStream : MemoryStream
    {
        public ManualResetEventSlim Written { get; } = new();

        public override void Flush() => Written.Set();
    }
}
