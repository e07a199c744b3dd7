"""Catch-up plans (補錄計劃): what was missing at going live, building by building."""
