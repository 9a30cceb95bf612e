using System;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>A step of the pipeline: a pure function of graphs that keeps what the network means.</summary>
/// <param name="Name">As given to <c>snnc ir --after</c>.</param>
/// <param name="Summary">What it does, in one sentence.</param>
public sealed record Pass(string Name, string Summary, Func<Graph, Graph> Run);
