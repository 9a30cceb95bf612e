using System.Collections.Generic;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <summary>SNN05xx: neuron models.</summary>
public static partial class Catalog
{
    [Diagnostic("SNN0501", "Name declared twice in a neuron")]
    public static Diagnostic DuplicateInModel(Location at, string name, Location first) =>
        Error("SNN0501", at, $"'{name}' is declared already in this neuron", "give it another name") with
        {
            Related = [new RelatedPlace(first, "the first declaration")],
        };

    [Diagnostic("SNN0502", "Equation of something other than a state")]
    public static Diagnostic NotAState(Location at, string name, string? nearest) =>
        Error("SNN0502", at, $"'{name}' is not a state, so it has no derivative", DidYouMean(nearest) ?? $"declare it: state {name} = 0;")
            with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0503", "Two equations for one state")]
    public static Diagnostic SecondEquation(Location at, string name, Location first) =>
        Error("SNN0503", at, $"'{name}' has an equation already in this clause", "join both, or write a second dynamics clause with a condition") with
        {
            Related = [new RelatedPlace(first, "the first equation")],
        };

    [Diagnostic("SNN0504", "Dynamics not linear")]
    public static Diagnostic NotLinear(Location at, string state, string methods) =>
        Error("SNN0504", at,
            $"exact needs equations that are linear in the clause's states with coefficients of parameters, and that of '{state}' is not",
            $"use dynamics {methods}");

    [Diagnostic("SNN0505", "Equation not linear in its own state")]
    public static Diagnostic NotLinearInItself(Location at, string state) =>
        Error("SNN0505", at, $"exp_euler needs each equation to be linear in its own state, and that of '{state}' is not", "use dynamics euler or rk4");

    [Diagnostic("SNN0506", "Unknown integration method")]
    public static Diagnostic UnknownMethod(Location at, string name, string? nearest) =>
        Error(
            "SNN0506",
            at,
            $"'{name}' is no integration method",
            DidYouMean(nearest) ?? "methods are exact, exp_euler, euler and rk4, or a choice parameter whose choices are of these")
            with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0507", "More than one spike or emit")]
    public static Diagnostic SecondSpike(Location at, Location first) =>
        Error("SNN0507", at, "a neuron has one spike or emit clause, and this is a second", "join their conditions with ||, or make two models") with
        {
            Related = [new RelatedPlace(first, "the first")],
        };

    [Diagnostic("SNN0508", "Neuron without spike and emit")]
    public static Diagnostic NoSpike(Location at, string name) =>
        Error("SNN0508", at, $"'{name}' gives nothing", "add a clause: spike when v > threshold { v = 0; }, or emit v;");

    [Diagnostic("SNN0509", "Not assignable")]
    public static Diagnostic NotAssignable(Location at, string name, string what) =>
        Error("SNN0509", at, $"'{name}' is {what} and cannot be assigned", "assign a state, or a var of its own");

    [Diagnostic("SNN0510", "Unknown name assigned")]
    public static Diagnostic UnknownTarget(Location at, string name, string? nearest) =>
        Error("SNN0510", at, $"there is no state or var '{name}' to assign", DidYouMean(nearest) ?? $"declare it: state {name} = 0; or var {name} = ...;")
            with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0511", "Not known yet")]
    public static Diagnostic NotKnownHere(Location at, string name, string what, Location declared) =>
        Error("SNN0511", at, $"'{name}' is {what}, which has no value here",
            "defaults and initial values may use parameters that are declared before them") with
        {
            Related = [new RelatedPlace(declared, "declared here")],
        };

    [Diagnostic("SNN0512", "Unused in a neuron")]
    public static Diagnostic UnusedInModel(Location at, string name, string what) =>
        Warning("SNN0512", at, $"the {what} '{name}' is used nowhere", "remove it, or use it in a clause");

    [Diagnostic("SNN0513", "Overflow rule of a real state")]
    public static Diagnostic OverflowOfReal(Location at, string word) =>
        Error("SNN0513", at, $"{word} is for whole states", $"remove it, or give a width: int24 {word}");

    [Diagnostic("SNN0514", "Unknown type of a parameter or state")]
    public static Diagnostic UnknownModelType(Location at, string name, string expected) =>
        Error("SNN0514", at, $"'{name}' is no type here", $"write {expected}");

    [Diagnostic("SNN0515", "Constant out of a state's range")]
    public static Diagnostic ConstantOutOfRange(Location at, string value, string state, int bits) =>
        Error("SNN0515", at, $"{value} does not fit in the {bits} bits of '{state}'",
            $"from {-(1L << (bits - 1))} to {(1L << (bits - 1)) - 1}, or widen the state");

    [Diagnostic("SNN0516", "Variable declared again")]
    public static Diagnostic DuplicateLocal(Location at, string name, Location first) =>
        Error("SNN0516", at, $"'{name}' is declared already", $"assign it without var, or choose another name") with
        {
            Related = [new RelatedPlace(first, "the first declaration")],
        };

    [Diagnostic("SNN0517", "Unknown choice")]
    public static Diagnostic UnknownChoice(Location at, string name, string parameter, IEnumerable<string> choices, string? nearest) =>
        Error("SNN0517", at, $"'{name}' is no choice of '{parameter}'", DidYouMean(nearest) ?? $"choices are {string.Join(", ", choices)}")
            with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0518", "Choice listed twice")]
    public static Diagnostic DuplicateChoice(Location at, string name) => Error("SNN0518", at, $"the choice '{name}' is listed twice", "remove one");

    [Diagnostic("SNN0519", "Choice used as a value")]
    public static Diagnostic ChoiceAsValue(Location at, string name, string first) =>
        Error("SNN0519", at, $"'{name}' is a choice and has no value", $"compare it: {name} == {first}");

    [Diagnostic("SNN0520", "Equation of a whole state")]
    public static Diagnostic EquationOfInt(Location at, string name) =>
        Error("SNN0520", at, $"'{name}' is a whole number, which has no derivative", "declare it without a type, or write its update in an update clause");

    [Diagnostic("SNN0521", "Too many equations for exact")]
    public static Diagnostic TooManyExact(Location at, int most) =>
        Error("SNN0521", at, $"exact integrates at most {most} equations together", "write those that do not depend on each other in clauses of their own");

    [Diagnostic("SNN0522", "Parameter makes a divisor zero")]
    public static Diagnostic ZeroDivisor(Location at, string divisor, string model, Location division) =>
        Error("SNN0522", at, $"'{model}' divides by {divisor}, and that is zero here", "give another value") with
        {
            Related = [new RelatedPlace(division, "the division")],
        };
}
