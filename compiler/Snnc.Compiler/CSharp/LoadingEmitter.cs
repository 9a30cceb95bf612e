using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits how a network is made: from its weights, which are packed once, or from another instance, with which it shares them.
/// </summary>
internal sealed class LoadingEmitter(EmitContext context, string className, WeightOrigin? origin)
{
    /// <summary>The field that holds the clones of batches on several threads.</summary>
    public const string Team = "_team";

    private const string Unfit = "A tensor is missing, or is not what the network was compiled for.";

    private readonly ClassParts _parts = context.Parts;
    private readonly string _source = context.Members.Inner().Local("other");

    private bool HasWeights => context.Plan.Graph.Constants.SelectMany(constant => ConstantUses.Tensors(constant.Value)).Any();

    /// <summary>The constructors.</summary>
    public void EmitConstructors(CodeWriter writer)
    {
        writer.Open($"private {className}({(HasWeights ? "IWeightSource weights" : "")})");
        writer.Lines(context.Constants.Evaluations);
        writer.Lines(_parts.WeightChecks);
        writer.Lines(_parts.WeightFields.Select(part => $"{part.Field} = {part.Value};"));
        EmitOwn(writer);
        writer.Close();
        writer.Line();
        writer.Open($"private {className}({className} {_source})");
        writer.Lines(_parts.WeightFields.Select(part => $"{part.Field} = {_source}.{part.Field};"));
        EmitOwn(writer);
        writer.Close();
    }

    /// <summary>The methods that callers make networks with.</summary>
    public void EmitMethods(CodeWriter writer)
    {
        if (!HasWeights)
        {
            writer.Summary("Makes a network.");
            writer.Line($"public static {className} Load() => new {className}();");
        }
        else
        {
            EmitLoadKnown(writer);
            EmitLoad(writer, "of a weights file (.snnw), which is mapped into memory meanwhile", "string path", "WeightFile.Open(path)");
            EmitLoad(writer, "of a weights file (.snnw); the stream stays open", "Stream stream", "new WeightFile(stream, \"stream\", leaveOpen: true)");
            writer.Summary("Makes a network with weights from anywhere.");
            writer.Exception("SnncRunException", Unfit);
            writer.Line($"public static {className} Load(IWeightSource weights) => new {className}(weights);");
        }

        writer.Line();
        writer.Summary("A network with the same weights in the same memory, and a copy of the states, for another thread.");
        writer.Open($"public {className} Clone()");
        writer.Line($"var clone = new {className}(this);");
        writer.Line("clone.LoadState(SaveState());");
        writer.Line("return clone;");
        writer.Close();
    }

    private void EmitOwn(CodeWriter writer)
    {
        writer.Lines(_parts.MemoryFields.Select(part => $"{part.Field} = {part.Value};"));
        writer.Line("Reset();");
    }

    private void EmitLoadKnown(CodeWriter writer)
    {
        if (origin is null)
        {
            return;
        }

        var (name, hash) = (Literal.Of(origin.Name), Literal.Of(origin.Sha256));
        var place = origin.IsEmbedded ? "in this assembly" : "beside the program";
        writer.Summary($"Makes a network with the weights that it was compiled with, which are {place}.");
        writer.Exception("SnncRunException", $"They are not {place}, or are others.");
        var file = origin.IsEmbedded ? $"OpenResource(typeof({className}).Assembly, {name}, {hash})" : $"OpenBeside({name}, {hash})";
        EmitLoading(writer, "", $"WeightFile.{file}");
    }

    private void EmitLoad(CodeWriter writer, string of, string parameter, string file)
    {
        writer.Summary($"Makes a network with the weights {of}.");
        writer.Exception("SnncRunException", $"It cannot be read. {Unfit}");
        EmitLoading(writer, parameter, file);
    }

    private void EmitLoading(CodeWriter writer, string parameter, string file)
    {
        writer.Open($"public static {className} Load({parameter})");
        writer.Line($"using var weights = {file};");
        writer.Line($"return new {className}(weights);");
        writer.Close();
        writer.Line();
    }
}
