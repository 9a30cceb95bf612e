using System.Globalization;
using System.IO;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Cli.Verbs;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Llvm;
using Snnc.Llvm.Products;

namespace Snnc.Cli.Building;

/// <summary>Writes networks as native code.</summary>
/// <param name="Format">The word of <c>--emit</c>.</param>
/// <param name="Folder">Where to.</param>
/// <param name="Options">What for.</param>
/// <param name="Namespace">Of the class that calls a shared library.</param>
internal sealed record NativeBuild(string Format, string Folder, ProductOptions Options, string Namespace)
{
    /// <summary>Checks what can be before anything is compiled.</summary>
    /// <exception cref="TargetException">LLVM does not know the target, or it has no shared libraries.</exception>
    /// <exception cref="LlvmMissingException">There is no libLLVM.</exception>
    /// <exception cref="MissingToolException">There is no linker, and one is needed.</exception>
    public void Check()
    {
        var target = TargetMachine.For(Options.Target);
        if (EmitFormat.CodeOf(Format) is { } format)
        {
            NativeProduct.Require(format, target);
        }
    }

    /// <summary>Writes one network.</summary>
    public void Write(Graph graph, ExecutionPlan plan, CompiledProgram program, VerbContext context)
    {
        using var product = Backend.Guard(graph, program.PlaceOf(graph), () => NativeProduct.Compile(plan, program.Tensors, Options));
        string Put(string name)
        {
            var path = Path.Combine(Folder, name);
            context.Terminal.Out.WriteLine(path);
            return path;
        }

        if (EmitFormat.CodeOf(Format) is { } format)
        {
            var path = Path.Combine(Folder, product.FileNameOf(format));
            AtomicFile.Write(path, temporary => product.Write(format, temporary));
            Put(product.FileNameOf(format));
            Report(product, File.ReadAllBytes(path), context);
        }

        if (EmitFormat.HasHeader(Format))
        {
            AtomicFile.WriteText(Put($"{product.Name}.h"), product.Header);
        }

        if (Format == EmitFormat.CSharpNative)
        {
            var name = CSharpEmitter.ClassNameOf(graph.Name, CSharpOptions.Default);
            var native = new NativeClassOptions(
                product.Name, product.Name, product.StateSize, product.Weights?.Length, NativeProduct.Alignment)
            {
                IsObserved = Options.IsObserved,
            };
            AtomicFile.WriteText(Put($"{name}.cs"), NativeClassEmitter.Emit(plan, CSharpOptions.Default with { Namespace = Namespace }, native));
        }

        if (product.Weights is { } weights)
        {
            AtomicFile.Write(Put($"{product.Name}.weights"), temporary => File.WriteAllBytes(temporary, weights));
        }
    }

    // What a small machine must have. Of formats that do not say it, nothing.
    private static void Report(NativeProduct product, byte[] file, VerbContext context)
    {
        if (ObjectSize.Of(file) is { } size)
        {
            string Bytes(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
            context.Terminal.Out.WriteLine(
                $"  flash {Bytes(size.Code + size.Constants + size.Variables)} bytes (code {Bytes(size.Code)}, constants {Bytes(size.Constants)}), "
                + $"RAM {Bytes(product.InstanceSize + size.Variables)} bytes with one instance, without the stack");
        }
    }
}
