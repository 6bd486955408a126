"""Addresses of signing in and out, of the home pages, and of councils."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
