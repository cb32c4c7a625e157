FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/on-record
RUN useradd --create-home --uid 10001 on-record
COPY requirements.lock .
RUN pip install --require-hashes -r requirements.lock
COPY . .
# Static files are collected at build time; the values below are never used to serve anything.
RUN ON_RECORD_PROFILE=production SECRET_KEY=build DATABASE_URL=postgresql://build@build/build \
    CELERY_BROKER_URL=memory:// ON_RECORD_VAR=/srv/on-record/var python manage.py collectstatic --no-input
# The one folder that a running service writes to: the pulse of worker and beat (tracker/pulse.py).
RUN mkdir -p var/pulse && chown on-record var/pulse
USER on-record
EXPOSE 8000
CMD ["gunicorn", "tracker.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "4"]
