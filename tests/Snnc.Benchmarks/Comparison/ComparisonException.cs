using System;

namespace Snnc.Benchmarks.Comparison;

/// <summary>A part of the comparison cannot run; the message says what is missing and what to install.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
