import JSON
import TimeSeries

extension InspectReport {
    /// The report for programs: one document with sorted keys; null where something is undefined.
    public static func json(_ summary: InspectSummary) -> String {
        let counts = InspectSummary.Finding.Kind.allCases.map {
            ($0.rawValue, JSONValue(summary.counts[$0]?.findings ?? 0))
        }
        return JSONValue.object([
            "columns": .array(summary.columns.map(json)),
            "counts": .object(Dictionary(uniqueKeysWithValues: counts)),
            "data": FitReport.json(summary.data),
            "dialect": json(summary.dialect),
            "findings": .array(summary.findings.map(json)),
            "furtherColumns": JSONValue(summary.furtherColumns),
            "hints": .array(summary.hints.map { .string($0) }),
            "layout": .string(summary.layout),
            "next": .string(summary.next),
            "seasonLength": .optional(summary.season?.seasonLength),
            "series": .array(summary.series.map(json)),
            "target": .string(summary.target),
        ]).document
    }

    private static func json(_ dialect: InspectSummary.Dialect) -> JSONValue {
        .object([
            "comment": .optional(dialect.comment),
            "decimal": .string(dialect.decimal),
            "delimiter": .string(dialect.delimiter),
            "encoding": .string(dialect.encoding),
            "thousands": .optional(dialect.thousands),
        ])
    }

    private static func json(_ column: InspectSummary.Column) -> JSONValue {
        .object([
            "distinct": .optional(column.distinct),
            "first": .optional(column.first),
            "kind": .string(column.kind),
            "last": .optional(column.last),
            "maximum": .optional(column.maximum),
            "minimum": .optional(column.minimum),
            "missing": JSONValue(column.missing),
            "name": .string(column.name),
            "role": .optional(column.role),
            "rows": JSONValue(column.rows),
            "unlike": column.unlike.map {
                .object([
                    "cells": JSONValue($0.count), "file": .optional(column.unlikeFile), "line": JSONValue($0.line),
                    "text": .string($0.text),
                ])
            } ?? .null,
        ])
    }

    private static func json(_ finding: InspectSummary.Finding) -> JSONValue {
        .object([
            "expected": .optional(finding.expected),
            "file": .optional(finding.file),
            "kind": .string(finding.kind.rawValue),
            "line": .optional(finding.line),
            "rows": JSONValue(finding.rows),
            "score": .optional(finding.score),
            "series": .optional(finding.series),
            "time": .string(finding.time),
            "value": .optional(finding.value),
        ])
    }

    private static func json(_ series: InspectSummary.Series) -> JSONValue {
        let diagnosis = series.diagnosis
        return .object([
            "analysedRows": JSONValue(diagnosis.analysedRows.count),
            "callsForLogarithm": .bool(diagnosis.callsForLogarithm),
            "constantStretches": JSONValue(diagnosis.constantStretches.count),
            "differences": .optional(diagnosis.differences),
            "firstTime": .string(series.firstTime),
            "forecastability": .optional(diagnosis.forecastability),
            "id": .optional(series.id),
            "lastTime": .string(series.lastTime),
            "levelShifts": JSONValue(diagnosis.levelShifts.count),
            "maximum": .optional(diagnosis.maximum),
            "minimum": .optional(diagnosis.minimum),
            "missing": JSONValue(diagnosis.missing),
            "outliers": JSONValue(diagnosis.outliers.count),
            "outline": .string(series.outline.text(width: 40)),
            "rows": JSONValue(diagnosis.rows),
            "seasonStrength": .optional(diagnosis.seasonStrength),
            "stationarity": diagnosis.stationarity.map(json) ?? .null,
            "trendStrength": .optional(diagnosis.trendStrength),
        ])
    }

    private static func json(_ test: StationarityTest) -> JSONValue {
        .object([
            "criticalValue": .number(StationarityTest.criticalValue),
            "isStationary": .bool(!test.isRejected),
            "lags": JSONValue(test.lags),
            "statistic": .number(test.statistic),
        ])
    }
}
